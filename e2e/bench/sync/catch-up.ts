import type { EngineCalls } from './engine-worker.ts';
import type { Report } from './report.ts';
import type { Worker } from './worker.ts';

const MISSED = 1_000;

/** A client comes back after others made changes: from connecting until it has them all. */
export async function measureCatchUp(
  writer: Worker<EngineCalls>,
  reader: Worker<EngineCalls>,
  report: Report,
): Promise<void> {
  await reader.call('goOffline');
  const ids = await writer.call('ticketIds', MISSED, 'first');
  await writer.call('editTitles', ids, 'missed');
  await writer.call('waitUntilSent');
  const start = await reader.call('goOnline');
  await reader.call('waitUntilLive');
  const end = await reader.call('waitForTitle', ids.at(-1) ?? '', `missed ${ids.length - 1}`);
  report.add({
    key: 'catchUpMs',
    label: `until ${MISSED} missed changes are there`,
    value: end - start,
    unit: 'ms',
  });
}
