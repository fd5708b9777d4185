/** What a benchmark found, in milliseconds unless a name says otherwise. */
export interface BenchResult {
  readonly figures: Readonly<Record<string, number>>;
  /** The same for the bare parts, measured in the same run. */
  readonly limits: Readonly<Record<string, number>>;
}
