/** The counter as the transaction that holds it knows it. */
export interface HeldCounter {
  /** The version at which it was locked. */
  readonly lockedAt: number;
  /** What it holds now. */
  epoch: string;
  version: number;
}
