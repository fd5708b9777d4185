/** Bars stand on each other; `steps` is a line that jumps; `dashes` a line of what is planned or allowed. */
export type SeriesLook = 'bar' | 'line' | 'steps' | 'dashes';

/** Told apart by look and pattern as well, never by colour alone. `high` and `urgent` are for what is over a line. */
export type SeriesTone = 'accent' | 'soft' | 'dim' | 'high' | 'urgent';

export interface ChartSeries {
  readonly key: string;
  readonly label: string;
  /** One for each category; nothing where there is none. */
  readonly values: readonly (number | null)[];
  readonly look: SeriesLook;
  readonly tone: SeriesTone;
}

export interface ChartCategory {
  /** As files write it: a day as `2026-03-02`. */
  readonly key: string;
  /** As people read it. */
  readonly label: string;
}

/** All that a chart says: drawn, told in words, as a table and as a file. */
export interface ChartSpec {
  readonly title: string;
  /** In a sentence or two what there is to see: it stands above the picture, and is said in its place. */
  readonly said: string;
  /** What the categories are: the head of the table's first column. */
  readonly along: string;
  readonly categories: readonly ChartCategory[];
  readonly series: readonly ChartSeries[];
  /** Writes a value for people. */
  readonly words: (value: number) => string;
}

/** Whether there is anything to draw. */
export function isEmptyChart({ categories, series }: Pick<ChartSpec, 'categories' | 'series'>): boolean {
  return categories.length === 0 || series.every(({ values }) => values.every((value) => !value));
}
