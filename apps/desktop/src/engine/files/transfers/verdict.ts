import { fileRefusals } from '@holdfast/shared/model/attachment.ts';
import { HoldfastError, type WireError } from '@holdfast/shared/protocol/errors.ts';
import { BROKEN_PIECE_STATUS } from '@holdfast/shared/protocol/files.ts';
import { diskFaultOf } from '../../store/disk-fault.ts';
import { codeOf } from '../file-disk.ts';
import { LineFault } from './file-line.ts';

/**
 * What to do after an attempt that did not get to its end.
 * - `again`: after a while, longer each time, and not before `waitMs`, which holds for all where `forAll` says so.
 * - `renew`: with another token.
 * - `smaller`: something on the way takes no request as large.
 * - `refused`: the server does not take it; its row says so soon.
 * - `failed`: it helps to try again only once a person has done something.
 * - `piece`: a piece arrived broken; also later, but the content on this device may be what is broken.
 * - `missing`: the content is not on this device any more.
 */
export interface Verdict {
  readonly kind: 'again' | 'renew' | 'smaller' | 'refused' | 'failed' | 'piece' | 'missing';
  readonly problem: WireError;
  readonly waitMs: number;
  /** Nothing is wrong with the line or the server: it is worth trying again at once, if only once. */
  readonly isSoon: boolean;
  readonly forAll: boolean;
}

const TAKES_NOTHING =
  'Something between this device and the server takes no parts of files. Tell whoever runs the server.';

/**
 * The server, or the disk below it, has no room or no time now: nobody's transfers get further. That there are too many
 * at a time (429) concerns only the one too many: others of the person's devices have the places.
 */
const BUSY: ReadonlySet<number | undefined> = new Set([503, 507]);

export function judge(error: unknown): Verdict {
  if (diskFaultOf(error) !== undefined) return verdict('failed', onDisk(error));
  if (missesFile(error)) return verdict('missing', plain('The file is not on this device any more.'));
  if (error instanceof LineFault) return judgeLine(error);
  if (error instanceof HoldfastError) return verdict('again', error.toWire());
  return verdict('again', plain('Something went wrong with this file. It is tried again.'));
}

function judgeLine({ status, problem }: LineFault): Verdict {
  if (fileRefusals.some((refusal) => refusal === problem.reason)) return verdict('refused', problem);
  if (status === 401) return soon(verdict('renew', problem));
  if (status === 409) return soon(verdict('again', problem));
  if (status === BROKEN_PIECE_STATUS) return verdict('piece', problem);
  if (status === 413) return soon(verdict('smaller', { ...problem, message: TAKES_NOTHING }));
  return { ...verdict('again', problem), forAll: BUSY.has(status) };
}

function verdict(kind: Verdict['kind'], problem: WireError): Verdict {
  return { kind, problem, waitMs: problem.retryAfterMs ?? 0, isSoon: false, forAll: false };
}

function soon(verdict: Verdict): Verdict {
  return { ...verdict, isSoon: true };
}

function onDisk(error: unknown): WireError {
  const isFull = diskFaultOf(error) === 'full';
  const message = isFull
    ? 'The disk of this device is full. Make room on it, then try again.'
    : 'The disk of this device could not be read or written. Check it, then try again.';
  return { ...plain(message), reason: isFull ? 'disk-full' : 'disk' };
}

function plain(message: string): WireError {
  return { code: 'UNKNOWN_ERROR', message };
}

function missesFile(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return codeOf(error) === 'ENOENT' || missesFile(error.cause);
}
