import type { Metrics } from '../ops/metrics.ts';
import type { Transfers } from './downloads/transfers.ts';
import type { FileKeeping } from './file-keeping.ts';

/** Adds what there is to say of files to the metrics of this process. */
export function addFileFigures(
  { live, sum }: Pick<Metrics, 'live' | 'sum'>,
  { room, arrivals: { sums }, uploads }: FileKeeping,
  transfers: Pick<Transfers, 'size'>,
): void {
  live('files', 'Whole files, each content once.', () => room.files);
  live('files_bytes', 'Bytes of whole files.', () => room.bytes);
  live('uploads_unfinished', 'Uploads that have begun and are not finished.', () => room.unfinished);
  live('uploads_running', 'Uploads whose bytes arrive right now.', () => uploads.running);
  live('file_transfers_running', 'Requests that carry bytes of files right now.', () => transfers.size);
  sum('files_stored_total', 'Files that arrived whole.', () => sums.stored);
  sum('files_stored_bytes_total', 'Bytes of files that arrived whole.', () => sums.storedBytes);
  sum('files_refused_total', 'Files that were not taken.', () => sums.refused);
}
