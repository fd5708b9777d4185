import { z } from 'zod';
import { commaList, wholeNumber } from '../settings-fields.ts';
import { DEFAULT_REFUSED_KINDS } from './inspect/program-kinds.ts';

const GIB = 1024 ** 3;
const TIB = 1024 ** 4;
const bytes = 'a whole number of bytes';

const kindList = z
  .string()
  .transform(commaList)
  .pipe(
    z.array(
      z.string().regex(/^(none|[a-z0-9]+\/[a-z0-9.+_-]+)$/, {
        error: 'use kinds such as application/x-elf, separated by commas, or none',
      }),
    ),
  )
  .transform((kinds): readonly string[] => kinds.filter((kind) => kind !== 'none'));

/** The variables that concern files, with what holds without them. */
export const fileEnvironment = {
  HOLDFAST_FILE_BYTES: wholeNumber(1, TIB, 2 * GIB, bytes),
  HOLDFAST_FILES_PERSON_BYTES: wholeNumber(1, 1024 * TIB - 1, 50 * GIB, bytes),
  /** Of all people together. */
  HOLDFAST_FILES_BYTES: wholeNumber(1, 1024 * TIB - 1, TIB, bytes),
  /** How long a file that was taken away can be put back, and bytes stay that nothing names any more. */
  HOLDFAST_FILES_KEEP_DAYS: wholeNumber(0, 3_660, 30, 'a whole number of days'),
  /** How long an upload may rest before what has arrived of it goes. */
  HOLDFAST_UPLOAD_DAYS: wholeNumber(1, 3_660, 14, 'a whole number of days'),
  /** Kinds of content that are not taken, whatever their name says. */
  HOLDFAST_FILES_REFUSED: kindList.default([...DEFAULT_REFUSED_KINDS]),
  HOLDFAST_PICTURE_PIXELS: wholeNumber(1, 10_000_000_000, 100_000_000, 'a whole number of pixels'),
  /** What an archive may hold when it is unpacked. */
  HOLDFAST_UNPACKED_BYTES: wholeNumber(1, 1024 * TIB - 1, 20 * GIB, bytes),
  /** How many times larger than itself. It counts only for what is large. */
  HOLDFAST_UNPACKED_RATIO: wholeNumber(1, 1_000_000, 200, 'a whole number'),
};

type FileEnvironment = { [Name in keyof typeof fileEnvironment]: z.infer<(typeof fileEnvironment)[Name]> };
export type FileSettings = ReturnType<typeof toFileSettings>;

export function toFileSettings(env: FileEnvironment) {
  return {
    fileBytes: env.HOLDFAST_FILE_BYTES,
    personBytes: env.HOLDFAST_FILES_PERSON_BYTES,
    allBytes: env.HOLDFAST_FILES_BYTES,
    keepDays: env.HOLDFAST_FILES_KEEP_DAYS,
    uploadDays: env.HOLDFAST_UPLOAD_DAYS,
    refusedKinds: env.HOLDFAST_FILES_REFUSED,
    picturePixels: env.HOLDFAST_PICTURE_PIXELS,
    unpackedBytes: env.HOLDFAST_UNPACKED_BYTES,
    unpackedRatio: env.HOLDFAST_UNPACKED_RATIO,
  };
}
