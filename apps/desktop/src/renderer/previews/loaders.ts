import { BrokenError, readBytes, readParts } from './file-source.ts';
import { type Look, lookAt } from './look-at.ts';
import { MOST_TEXT_BYTES, readText } from './read-text.ts';
import type { Loader } from './use-loaded.ts';

/** As what a file is shown. */
export const lookLoader: Loader<Look> = { load: lookAt };

/** The whole file under an address (`blob:`) of this window, as what its bytes are. */
export function blobLoader(kind: string): Loader<string> {
  return {
    load: async (source, signal) => {
      const parts = await readParts(source, 0, source.size, signal);
      return URL.createObjectURL(new Blob(parts, { type: kind }));
    },
    release: (address) => URL.revokeObjectURL(address),
  };
}

export interface LoadedText {
  readonly text: string;
  /** There is more of it. */
  readonly isCut: boolean;
}

/** The beginning of a text. */
export const textLoader: Loader<LoadedText> = {
  load: async (source, signal) => {
    const isCut = source.size > MOST_TEXT_BYTES;
    const text = readText(await readBytes(source, 0, MOST_TEXT_BYTES, signal), isCut);
    if (text === undefined) throw new BrokenError('The bytes of this text are of no encoding that is known.');
    return { text, isCut };
  },
};
