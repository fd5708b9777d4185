/** Names a row by its table and id. */
export interface RowKey {
  readonly table: string;
  readonly id: string;
}
