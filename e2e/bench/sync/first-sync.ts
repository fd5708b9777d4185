import { people } from '../../support/server-process.ts';
import type { BenchWorld } from './bench-world.ts';
import { watchUsage } from './process-usage.ts';
import type { Report } from './report.ts';
import { addUsage } from './report-usage.ts';

export interface FirstSync {
  readonly took: number;
  /** The engine's peak memory, in MiB. */
  readonly peak: number;
}

/** An empty client reads all tickets: from connecting until everything is on its disk. */
export async function measureFirstSync(
  world: BenchWorld,
  tickets: number,
  report: Report,
): Promise<FirstSync> {
  const engine = world.engine();
  await engine.call('ready');
  const { result, usage } = await watchUsage([world.serverPid, engine.pid], () =>
    engine.call('signIn', world.server.url, people.manager),
  );
  await engine.call('waitForTickets', (await engine.call('ticketIds', 1, 'last'))[0] ?? '', tickets);
  await engine.end();
  const [server, client] = usage;
  const named = (text: string) => `firstSync${tickets}${text}`;
  const aim = tickets === 10_000 ? { atMost: 600 } : {};
  report.add({
    key: named('Ms'),
    label: 'until everything is there',
    value: result.took,
    unit: 'ms',
    ...aim,
  });
  report.add({
    key: named('FirstPageMs'),
    label: 'until the first page is there',
    value: result.firstPage,
    unit: 'ms',
  });
  addUsage(report, `firstSync${tickets}Engine`, 'engine', client);
  addUsage(report, `firstSync${tickets}Server`, 'server', server);
  return { took: result.took, peak: client?.peak ?? 0 };
}
