import { createHash, randomBytes } from 'node:crypto';
import { createIdSource } from '@holdfast/shared/ids.ts';
import { UPLOADS_PATH } from '@holdfast/shared/protocol/files.ts';
import type { RawClient } from './raw-client.ts';

const newId = createIdSource(Date.now, (count) => randomBytes(count));

/** What a file hangs on, and its name. */
export interface FilePlace {
  readonly subjectTable: 'ticket' | 'project' | 'message';
  readonly subjectId: string;
  readonly name?: string;
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function bearer(token: string): { authorization: string } {
  return { authorization: `Bearer ${token}` };
}

/** Hangs a file on a row, without its bytes. Gives its id. */
export async function attach(client: RawClient, bytes: Uint8Array, place: FilePlace): Promise<string> {
  const id = newId();
  const file = { id, name: 'plan.bin', hash: sha256(bytes), size: bytes.length, ...place };
  const { result } = await client.change('attachment.add', file);
  if (!result.ok) throw new Error(`The file was refused: ${result.error?.message}`);
  return id;
}

/** What comes with each request of an upload. */
export function uploadHeaders(token: string): Record<string, string> {
  return {
    ...bearer(token),
    'tus-resumable': '1.0.0',
    'content-type': 'application/offset+octet-stream',
  };
}

/** Begins the upload of a file whose row is there. Gives the status of the answer. */
export async function beginUpload(url: string, token: string, id: string, size: number): Promise<number> {
  const { 'content-type': _, ...headers } = uploadHeaders(token);
  const metadata = `attachment ${Buffer.from(id).toString('base64')}`;
  const begun = await fetch(`${url}${UPLOADS_PATH}`, {
    method: 'POST',
    headers: { ...headers, 'upload-length': `${size}`, 'upload-metadata': metadata },
  });
  return begun.status;
}

/** Sends the bytes of a file whose row is there. Gives the status of the last answer. */
export async function sendBytes(
  url: string,
  token: string,
  id: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<number> {
  const begun = await beginUpload(url, token, id, bytes.length);
  if (begun !== 201 || bytes.length === 0) return begun;
  const sent = await fetch(`${url}${UPLOADS_PATH}/${id}`, {
    method: 'PATCH',
    headers: { ...uploadHeaders(token), 'upload-offset': '0' },
    body: bytes,
  });
  return sent.status;
}
