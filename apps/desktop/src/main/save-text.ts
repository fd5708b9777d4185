import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import { z } from 'zod';

/** What a page may ask to have saved: a name without a folder, and text. */
export const savedTextSchema = z.object({
  name: z.string().regex(/^[\w.-]{1,100}$/, { error: 'A file name of letters, digits, dots and dashes.' }),
  text: z.string().max(10_000_000),
});

export interface Saved {
  readonly saved: boolean;
  /** Why it was not, in plain words; nothing where the person thought better of it. */
  readonly problem?: string;
}

/** Asks the person for a place, and writes the text there. */
export async function saveText(window: BrowserWindow | undefined, request: unknown): Promise<Saved> {
  const { name, text } = savedTextSchema.parse(request);
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
