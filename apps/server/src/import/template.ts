const placeholder = /\{([^{}]+)\}/g;

/** A row by its columns; a blank cell is the empty text. */
export type Cells = Readonly<Record<string, string>>;

/** The columns that a template asks for, written `{Column}`. */
export function placeholders(template: string): string[] {
  return [...template.matchAll(placeholder)].map((match) => match[1] ?? '');
}

/** Puts a row's cells into a template. Gives nothing if it asks for columns and all of them are blank. */
export function fill(template: string, cells: Cells): string {
  const columns = placeholders(template);
  if (columns.length > 0 && columns.every((column) => (cells[column] ?? '') === '')) return '';
  return template.replace(placeholder, (_, column: string) => cells[column] ?? '').trim();
}
