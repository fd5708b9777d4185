import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The files below a folder whose bytes hold a word, in UTF-8 or UTF-16, as written or in small
 * letters: the log and pages that are free count too. A full-text index keeps a word without the
 * beginning that it shares with the word before it, so the last letters alone count as well.
 */
export function filesWith(folder: string, word: string, tail = 8): string[] {
  const forms = [word, word.toLowerCase(), word.toLowerCase().slice(-tail)];
  const patterns = forms.flatMap((form) => [Buffer.from(form, 'utf8'), Buffer.from(form, 'utf16le')]);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return patterns.some((pattern) => bytes.includes(pattern));
    });
}
