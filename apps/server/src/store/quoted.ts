/** A table or column name for SQL. Names come from the models, never from a message; this refuses all others. */
export function quoted(name: string): string {
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name))
    throw new Error(`"${name}" cannot be the name of a table or column.`);
  return `"${name}"`;
}
