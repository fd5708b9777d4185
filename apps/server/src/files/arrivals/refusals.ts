import type { FileRefusal } from '@holdfast/shared/model/attachment.ts';
import { type ErrorCode, HoldfastError } from '@holdfast/shared/protocol/errors.ts';

const codes: Record<FileRefusal, ErrorCode> = {
  'too-large': 'PAYLOAD_TOO_LARGE',
  'person-full': 'PAYLOAD_TOO_LARGE',
  'server-full': 'PAYLOAD_TOO_LARGE',
  type: 'INVALID_MESSAGE',
  bomb: 'INVALID_MESSAGE',
  content: 'INVALID_MESSAGE',
};

const words: Record<FileRefusal, string> = {
  'too-large': 'This file is larger than the server takes.',
  'person-full': 'Your files take all the room that the server gives you.',
  'server-full': 'The server has no room for more files. Ask an administrator.',
  type: 'The server does not take files of this type.',
  bomb: 'This file would become far too large for whoever opens it.',
  content: 'The bytes that came are not those of the file that was said.',
};

/** The error for bytes that are not taken, for good. Its reason is what the row says. */
export function fileRefused(refusal: FileRefusal): HoldfastError {
  return new HoldfastError(codes[refusal], words[refusal], { reason: refusal });
}
