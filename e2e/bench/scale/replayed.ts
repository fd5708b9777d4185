/** What a bare database took for rows that a server wrote. */
export interface Replayed {
  readonly seconds: number;
  readonly rows: number;
}
