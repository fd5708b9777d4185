import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import type { ShellCallParams, ShellCallResults } from '../preload/shell-calls.ts';

/** Asks the person for a place, and writes the text there. */
export async function saveText(
  { name, text }: ShellCallParams<'saveText'>,
  window: BrowserWindow | undefined,
): Promise<ShellCallResults['saveText']> {
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
    await writeFile(filePath, text);
    return { saved: true };
  } catch (error) {
    return { saved: false, problem: error instanceof Error ? error.message : String(error) };
  }
}
