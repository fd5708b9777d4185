import { HoldfastError, toWireError, type WireError } from '@holdfast/shared/protocol/errors.ts';
import { BROKEN_PIECE_STATUS } from '@holdfast/shared/protocol/files.ts';
import { statusOf } from '../../http/http-errors.ts';
import { knownError } from '../../sync/busy.ts';
import { UploadHeld } from '../arrivals/upload-held.ts';
import { BrokenPiece } from './receive.ts';

/** What is answered to a request of an upload that failed. */
export interface ErrorAnswer {
  readonly status: number;
  readonly error: WireError;
  /** Nobody's fault who asked. */
  readonly isFault?: boolean;
}

/** The status of what somebody else has in hand. */
const LOCKED = 423;

const words: Readonly<Record<number, WireError>> = {
  404: { code: 'NOT_FOUND', message: 'There is no such upload.' },
  409: {
    code: 'CONFLICT',
    message: 'This does not go on where the upload stands. Ask where, and go on there.',
  },
  413: { code: 'PAYLOAD_TOO_LARGE', message: 'More bytes were announced than the file is said to have.' },
};

/** What to answer to an error: what the tus library says, in the form of the contract. */
export function answerOfError(error: unknown): ErrorAnswer {
  if (error instanceof BrokenPiece) {
    const message = 'A piece of the file arrived broken. It has to be sent again.';
    return { status: BROKEN_PIECE_STATUS, error: { code: 'INVALID_MESSAGE', message, reason: 'piece' } };
  }
  if (error instanceof UploadHeld) {
    const { message } = error;
    return { status: LOCKED, error: { code: 'SERVER_BUSY', message, reason: 'upload', retryAfterMs: 2_000 } };
  }
  const known = knownError(error);
  if (known !== undefined) return { status: statusOf(known.code), error: known.toWire() };
  if (isTusError(error)) return answerOfStatus(error.status_code, error.body);
  return { status: statusOf('UNKNOWN_ERROR'), error: toWireError(error), isFault: true };
}

/** The same for an answer of the library that is plain text. */
export function answerOfStatus(status: number, text: string): ErrorAnswer {
  return { status, error: words[status] ?? { code: 'INVALID_MESSAGE', message: `${text.trim()}.` } };
}

export function badUpload(message: string): HoldfastError {
  return new HoldfastError('INVALID_MESSAGE', message);
}

/** An error of the tus library. Those of its own making are ours. */
interface TusError {
  readonly status_code: number;
  readonly body: string;
}

const NOT_BUILT = 501;

function isTusError(error: unknown): error is TusError {
  if (typeof error !== 'object' || error === null || !('status_code' in error) || !('body' in error)) {
    return false;
  }
  const { status_code: status, body } = error;
  return typeof body === 'string' && typeof status === 'number' && (status < 500 || status === NOT_BUILT);
}
