import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage } from 'node:http';
import type { Attachment } from '@holdfast/shared/model/attachment.ts';

/** One request of an upload while it is answered. */
export interface UploadRequest {
  readonly id: string;
  readonly userId: string;
  /** Its body is read from here and not through the library, which would take a third of the speed. */
  readonly raw: IncomingMessage;
  /** The row, once it is known that this person may send its bytes. */
  row?: Attachment;
}

/** The request that is being answered, for the parts of the library that know nothing of it. */
export const uploadRequest = new AsyncLocalStorage<UploadRequest>();

/** @throws Error outside of a request */
export function currentRequest(): UploadRequest {
  const request = uploadRequest.getStore();
  if (request === undefined) throw new Error('This is called while a request of an upload is answered.');
  return request;
}

/** The row whose bytes are sent. */
export function currentRow(): Attachment {
  const { row } = currentRequest();
  if (row === undefined) throw new Error('Nobody has looked yet whether these bytes may be sent.');
  return row;
}
