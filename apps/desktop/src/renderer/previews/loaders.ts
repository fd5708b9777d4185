import { decode } from './decode-picture.ts';
import { BrokenError, type FileSource, readBytes, readParts } from './file-source.ts';
import { type Look, lookAt } from './look-at.ts';
import { MOST_TEXT_BYTES, readText } from './read-text.ts';
import type { Loader } from './use-loaded.ts';

/** As what a file is shown. */
export const lookLoader: Loader<Look> = { load: lookAt };

/** Sound or film as a whole under an address (`blob:`) of this window, as what its bytes are. */
export function mediaLoader(kind: string): Loader<string> {
  return {
    load: async (source, signal) => URL.createObjectURL(await readWhole(source, kind, signal)),
    release: (address) => URL.revokeObjectURL(address),
  };
}

/** The same of a picture. One that ends in the middle would be shown half, as if that were all: it is refused. */
export function pictureLoader(kind: string): Loader<string> {
  return {
    load: async (source, signal) => {
      const blob = await readWhole(source, kind, signal);
      const bitmap = await decode(blob);
      if (bitmap === undefined) throw new BrokenError('This picture cannot be decoded.');
      bitmap.close();
      return URL.createObjectURL(blob);
    },
    release: (address) => URL.revokeObjectURL(address),
  };
}

async function readWhole(source: FileSource, kind: string, signal: AbortSignal): Promise<Blob> {
  return new Blob(await readParts(source, 0, source.size, signal), { type: kind });
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
