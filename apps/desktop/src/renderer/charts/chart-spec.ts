/**
 * Bars stand on each other, plain, striped or dotted. Lines are whole, jump in steps, are of dots, or of dashes for
 * what is planned or allowed. So nothing is told apart by its colour alone.
 */
export type SeriesLook = 'bar' | 'striped' | 'dotted' | 'line' | 'steps' | 'dots' | 'dashes';

export type SeriesTone = 'accent' | 'dim';

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
  /** Things that are counted: the axis has no halves. */
  readonly isCount?: boolean;
  /** Writes a value for people. */
  readonly words: (value: number) => string;
}

/** Whether it is drawn as bars. */
export function isBar(look: SeriesLook): boolean {
  return look === 'bar' || look === 'striped' || look === 'dotted';
}

/** Whether there is anything to draw. */
export function isEmptyChart({ categories, series }: Pick<ChartSpec, 'categories' | 'series'>): boolean {
  return categories.length === 0 || series.every(({ values }) => values.every((value) => !value));
}
