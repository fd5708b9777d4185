/** What a benchmark found, in milliseconds unless a name says otherwise. */
export interface BenchResult {
  readonly figures: Readonly<Record<string, number>>;
  /** The same for the bare parts, measured in the same run. */
  readonly limits: Readonly<Record<string, number>>;
  /** Figures with an aim, and whether it is met. */
  readonly aims?: Readonly<Record<string, Judged>>;
}

/** A figure beside its aim. */
export interface Judged {
  readonly value: number;
  readonly atMost?: number;
  readonly atLeast?: number;
  readonly met: boolean;
}
