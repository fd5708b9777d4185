/** A row shown beside its list. */
export interface Detail {
  readonly table: string;
  readonly id: string;
}

/** Where the window is: a screen of a feature, perhaps of one row, and perhaps a detail beside it. */
export interface Route {
  readonly screen: string;
  readonly id?: string;
  readonly detail?: Detail;
}
