import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { PIECES_HEADER } from '@holdfast/shared/protocol/files.ts';

const CHECK = /^[A-Za-z0-9+/]{43}=$/;

/**
 * The checks that came with a request, of the pieces that end in it, in their order; none where it brought none.
 * @throws INVALID_MESSAGE where they are no SHA-256 in base64, separated by commas
 */
export function readPieceChecks(header: string | string[] | undefined): readonly Buffer[] {
  if (header === undefined || header === '') return [];
  const texts = String(header)
    .split(',')
    .map((text) => text.trim());
  if (texts.every((text) => CHECK.test(text))) return texts.map((text) => Buffer.from(text, 'base64'));
  throw new HoldfastError(
    'INVALID_MESSAGE',
    `${PIECES_HEADER} must hold SHA-256 sums in base64, separated by commas.`,
  );
}
