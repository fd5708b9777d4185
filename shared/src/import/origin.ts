/**
 * Where the rows of a file most likely come from, by its name: without what changes from one export
 * to the next, such as its date. So the next one is of the same source.
 */
export function originOf(fileName: string): string {
  const words = fileName.replace(/\.[^.]*$/, '').replaceAll(/[\d_.()-]+/g, ' ');
  return words.trim().toLowerCase() || 'file';
}
