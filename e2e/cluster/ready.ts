import { setTimeout as wait } from 'node:timers/promises';
import type { ClusterWorld } from './world.ts';

const WITHIN_MS = 30_000;
const LOOK_MS = 200;

/** Waits until each process says that it has all it needs again. Gives what is not so when the time is over. */
export async function untilReady({ nodes }: ClusterWorld): Promise<string[]> {
  const end = performance.now() + WITHIN_MS;
  for (;;) {
    const said = await Promise.all(nodes.map(({ server }) => askReady(server.url)));
    const lacking = said.filter((text) => !/"status":"ready".*"database":"up".*"cache":"up"/.test(text));
    if (lacking.length === 0) return [];
    if (performance.now() > end) return lacking.map((text) => `A process is not what it was: ${text}`);
    await wait(LOOK_MS);
  }
}

async function askReady(url: string): Promise<string> {
  try {
    return await (await fetch(`${url}/ready`)).text();
  } catch (error) {
    return String(error);
  }
}
