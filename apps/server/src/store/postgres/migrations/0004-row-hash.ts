/** Tables of rows had `row_hash` on this home from the beginning (model-tables.ts). */
export const rowHash = '';
