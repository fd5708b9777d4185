import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type BrowserWindow, dialog } from 'electron';

/** `problem`: why it was not saved, if the person did not think better of it. */
export interface SavedFile {
  readonly saved: boolean;
  readonly problem?: string;
}

/** Asks the person for a place, and writes the file there. `name` has no folder, and an ending. */
export async function saveFile(
  name: string,
  contents: string | Buffer,
  window: BrowserWindow | undefined,
): Promise<SavedFile> {
  const extension = path.extname(name).slice(1);
  const options = {
    defaultPath: name,
    filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
  };
  const { canceled, filePath } = await (window === undefined
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options));
  if (canceled || filePath === '') return { saved: false };
  try {
    await writeFile(filePath, contents);
    return { saved: true };
  } catch (error) {
    return { saved: false, problem: error instanceof Error ? error.message : String(error) };
  }
}
