import { z } from 'zod';
import { fileHashSchema } from '../model/attachment.ts';

/*
 * Bytes travel over HTTP beside the sockets, with the access token as bearer. Every request is checked anew:
 * may this person see this attachment now? Refusals are `{ error: WireError }`; where the bytes themselves are
 * refused for good its `reason` is one of `fileRefusals`, and the row says the same to everybody.
 *
 * Up (tus 1.0, creation and termination): `POST /files/uploads` with the metadata `attachment` (the row's id), by
 * the row's author, once the server has the row; the upload's address is `/files/uploads/<attachment id>`, so a
 * device that forgot it finds it again. What arrived before a cut stays, to the byte. A PATCH may carry `PIECES_HEADER`;
 * where a piece is not what it says the server goes back to the last good one and answers 460.
 * Down: `GET /files/<attachment id>` with ranges, and `GET /files/<attachment id>/pieces`.
 */

export const UPLOADS_PATH = '/files/uploads';

/** With a PATCH: the checks (files/pieces.ts) of the pieces that end in it, in their order, in base64, joined by commas. */
export const PIECES_HEADER = 'holdfast-pieces';

/** What a PATCH is answered with where a piece arrived broken: the upload stands at the end of the last good one. */
export const BROKEN_PIECE_STATUS = 460;

/** At most so many transfers of one person at a time. */
export const MOST_TRANSFERS = 6;

/** `GET /files/limits`. In bytes. */
export const fileLimitsSchema = z.object({
  /** The largest file. */
  file: z.number().int().positive(),
  /** What one person may attach in all, and what they have. */
  person: z.number().int().positive(),
  used: z.number().int().nonnegative(),
});
export type FileLimits = z.infer<typeof fileLimitsSchema>;

/** `GET /files/<attachment id>/pieces`. */
export const filePiecesSchema = z.object({
  hash: fileHashSchema,
  size: z.number().int().nonnegative(),
  /** The checks of all pieces, 32 bytes each, one after the other, in base64. */
  pieces: z.base64(),
});
export type FilePieces = z.infer<typeof filePiecesSchema>;
