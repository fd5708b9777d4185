import { HeadlessClient } from '../../support/headless-client.ts';
import { people, ServerProcess } from '../../support/server-process.ts';
import type { Report } from '../sync/report.ts';
import { fillServer } from './full-server.ts';
import { createPlan } from './plan-rows.ts';

const FIRST_SYNC_MS = 600_000;

/** The whole plan made by one person, taken by a server with its rules, history and alerts, and synced to another device. */
export async function measureServer(report: Report): Promise<void> {
  const server = new ServerProcess({ HOLDFAST_MUTATION_BURST: '1000000' });
  const reader = new HeadlessClient();
  try {
    await server.addPeople(people.admin);
    await server.start();
    const filled = await fillServer(server, createPlan());
    report.add({
      key: 'fillServer',
      label: 'making all of it, until the server has it',
      value: filled,
      unit: 'ms',
    });
    const start = performance.now();
    await reader.signIn(server.url, people.admin, FIRST_SYNC_MS);
    const synced = performance.now() - start;
    report.add({ key: 'clientFirstSync', label: 'first sync of another device', value: synced, unit: 'ms' });
  } finally {
    reader.remove();
    await server.remove();
  }
}
