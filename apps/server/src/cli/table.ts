/** Lines of cells as columns of text that stand below each other. */
export function inColumns(lines: readonly (readonly string[])[]): string {
  const widths = lines.reduce<number[]>(
    (most, cells) => cells.map((cell, place) => Math.max(cell.length, most[place] ?? 0)),
    [],
  );
  return lines.map((cells) => padded(cells, widths)).join('\n');
}

function padded(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, place) => cell.padEnd(widths[place] ?? 0))
    .join('  ')
    .trimEnd();
}
