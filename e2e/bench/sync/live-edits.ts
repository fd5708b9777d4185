import { percentile } from '../statistics.ts';
import type { EngineCalls } from './engine-worker.ts';
import type { Report } from './report.ts';
import type { Worker } from './worker.ts';

const EDITS = 1_000;
const FIRST = 50;

/** One field is edited again and again in turn: from the edit until the other client's screen has it. */
export async function measureLiveEdits(
  writer: Worker<EngineCalls>,
  reader: Worker<EngineCalls>,
  report: Report,
): Promise<void> {
  const [id = ''] = await writer.call('ticketIds', 1, 'first');
  await reader.call('watchTicket', id);
  // The first ones load and compile what the others use.
  await editInTurn(writer, reader, id, FIRST, 'first');
  const samples = await editInTurn(writer, reader, id, EDITS, 'live');
  const add = (share: number, name: string, atMost: number) =>
    report.add({
      key: `live${name}Ms`,
      label: `until the other client shows it, ${name.toLowerCase()}`,
      value: percentile(samples, share),
      unit: 'ms',
      atMost,
    });
  add(0.5, 'P50', 4);
  add(0.99, 'P99', 15);
}

async function editInTurn(
  writer: Worker<EngineCalls>,
  reader: Worker<EngineCalls>,
  id: string,
  count: number,
  label: string,
): Promise<number[]> {
  const samples: number[] = [];
  for (let place = 0; place < count; place += 1) {
    const shown = reader.call('whenShown', `${label} ${place}`);
    const start = await writer.call('edit', id, 'title', `${label} ${place}`);
    samples.push((await shown).at - start);
  }
  return samples;
}
