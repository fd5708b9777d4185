/** How bad the network of a run is: a share of all messages for each fault. */
export interface NetworkPlan {
  readonly drop: number;
  readonly double: number;
  readonly late: number;
  readonly reorder: number;
}
