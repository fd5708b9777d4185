/** What somebody lets go over a place, or pastes into it. */
export interface OfferedFiles {
  readonly files: readonly File[];
  /** The names of folders among it. They are not taken: what is in them is not looked at. */
  readonly folders: readonly string[];
}

/** What is handed over, as far as it matters here: a `DataTransfer`. */
export interface Transfer {
  readonly types: readonly string[];
  readonly items: Iterable<TransferItem>;
}

export interface TransferItem {
  readonly kind: string;
  getAsFile(): File | null;
  webkitGetAsEntry(): { readonly isDirectory: boolean; readonly name: string } | null;
}

/** The name that the clipboard gives to a picture of its own, which is no file of anybody's. */
const DRAWN = 'image.png';

/** Whether files are among what is dragged: before it is let go, nothing else of them is known. */
export function holdsFiles({ types }: Pick<Transfer, 'types'>): boolean {
  return types.includes('Files');
}

/** The files of a drop. They must be read in the breath in which it happens. */
export function offeredFiles({ items }: Pick<Transfer, 'items'>): OfferedFiles {
  const files: File[] = [];
  const folders: string[] = [];
  for (const item of items) {
    if (item.kind !== 'file') continue;
    const entry = item.webkitGetAsEntry();
    if (entry?.isDirectory) folders.push(entry.name);
    else files.push(...[item.getAsFile() ?? []].flat());
  }
  return { files, folders };
}

/**
 * The files of a paste; none where a text is meant, as what is copied from a sheet or a page carries a picture of
 * itself beside its text. A picture of the clipboard, such as one of the screen, is called `drawnName`.
 */
export function pastedFiles(data: Transfer, drawnName: string): OfferedFiles {
  const { files, folders } = offeredFiles(data);
  const isDrawn = files.length > 0 && files.every(({ name }) => name === DRAWN);
  if (isDrawn && data.types.includes('text/plain')) return { files: [], folders: [] };
  const named = files.map((file) =>
    file.name === DRAWN ? new File([file], `${drawnName}.png`, { type: file.type }) : file,
  );
  return { files: named, folders };
}
