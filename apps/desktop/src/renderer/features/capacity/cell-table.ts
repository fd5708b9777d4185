/** Lines of cells as programs for tables put them on the clipboard: tabs between cells, a line end behind each line. */
export type CellTable = readonly (readonly string[])[];

/** Reads it; a cell in quotation marks may hold tabs, line ends, and quotation marks twice. */
export function readTable(text: string): CellTable {
  const lines: string[][] = [];
  let line: string[] = [];
  for (const { cell, end } of cellsOf(text)) {
    line.push(cell);
    if (end === '\t') continue;
    lines.push(line);
    line = [];
  }
  return lines;
}

export function writeTable(table: CellTable): string {
  return table.map((line) => line.join('\t')).join('\n');
}

// A quotation mark that does not go around the whole cell is one of the text.
const CELL = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/y;

function* cellsOf(text: string): Generator<{ cell: string; end: string }> {
  CELL.lastIndex = 0;
  while (CELL.lastIndex < text.length) {
    const [whole = '', quoted, plain, end = ''] = CELL.exec(text) ?? [];
    if (whole === '') return;
    yield { cell: quoted?.replaceAll('""', '"') ?? plain ?? '', end };
  }
  // What ends with a tab has one more cell behind it.
  if (text.endsWith('\t')) yield { cell: '', end: '' };
}
