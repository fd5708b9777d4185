/** What a spreadsheet would run as a formula begins with one of these. */
const formula = /^[=+\-@\t\r]/;
const plainNumber = /^-?\d+(\.\d+)?$/;

/** A line of CSV (RFC 4180) of these cells. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(toCell).join(',')}\r\n`;
}

/** A cell in quotes where it must be. Text that a spreadsheet would run gets a ' before it, which makes it text. */
function toCell(text: string): string {
  const inert = formula.test(text) && !plainNumber.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
