import { filePiecesSchema } from '@holdfast/shared/protocol/files.ts';
import { LineFault } from './file-line.ts';
import { PartFile } from './part-file.ts';
import { isCheckOf, PieceCheck } from './piece-check.ts';
import type { Attempt, Ways } from './upload.ts';

const NOT_UNDERSTOOD = 'The server answered in a way that this version does not understand.';

/**
 * Fetches what is not here yet of a content, from the byte on where the last attempt ended. Every piece is checked as
 * it arrives, and only a whole content is kept. Rejects with what stood in the way; what is right of it stays.
 * @param progress where what is known of the pieces is kept for the next attempt
 */
export async function download(
  ways: Ways,
  attempt: Attempt,
  progress: { check: PieceCheck | undefined },
): Promise<void> {
  progress.check ??= await askPieces(ways, attempt);
  const { check } = progress;
  const place = ways.folder.partOf(attempt.hash);
  const part = await PartFile.open(ways.folder.disk, place, check, attempt.signal);
  try {
    attempt.moved(part.at);
    await ways.folder.requireRoom(attempt.size - part.at);
    if (!part.isWhole) await receive(ways, attempt, part);
  } finally {
    await part.close();
  }
  const { hash, size } = attempt;
  await ways.store.keep({ hash, size, pieces: check.pieces, part: place }, () => {});
}

async function askPieces({ server, line }: Ways, attempt: Attempt): Promise<PieceCheck> {
  const { id, hash, size, signal } = attempt;
  const url = new URL(`/files/${id}/pieces`, server);
  const read = filePiecesSchema.safeParse(await line.getJson(url, await attempt.token(), signal));
  const pieces = Buffer.from(read.data?.pieces ?? '', 'base64');
  if (isCheckOf(pieces, hash, size)) return new PieceCheck(size, pieces);
  throw broken(NOT_UNDERSTOOD);
}

async function receive({ server, line }: Ways, attempt: Attempt, part: PartFile): Promise<void> {
  const url = new URL(`/files/${attempt.id}`, server);
  const { from, bytes } = await line.receive(url, await attempt.token(), part.at, attempt.signal);
  if (from !== part.at) await part.restart();
  if (from !== part.at) throw broken(NOT_UNDERSTOOD);
  for await (const some of bytes) {
    const isRight = await part.take(some);
    attempt.moved(part.at);
    if (!isRight) throw broken('A part of this file arrived broken and is asked for again.');
  }
  // Its end is read too, so that its line can carry the next one.
  if (!part.isWhole) throw broken('The server cannot be reached.');
}

function broken(message: string): LineFault {
  return new LineFault(undefined, { code: 'CONNECTION_ERROR', message });
}
