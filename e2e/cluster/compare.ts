import { findDoubled, findLost, findUndone } from '../crash/check-rows.ts';
import { type Rows, readClientRows } from '../crash/server-rows.ts';
import type { Crowd } from './crowd.ts';
import { unexplained } from './log-faults.ts';
import { readPostgresRows } from './postgres-rows.ts';
import type { ClusterWorld } from './world.ts';

export interface Compared {
  /** Changes that the apps had confirmed to their people. */
  readonly confirmed: number;
  readonly lost: number;
  readonly doubled: number;
  /** What else is not as it must be. */
  readonly wrong: readonly string[];
}

/** Compares what was confirmed with what the database holds, and that with what each client holds. All have left. */
export async function compare(
  world: ClusterWorld,
  crowd: Crowd,
  folders: readonly string[],
): Promise<Compared> {
  const inDatabase = await readPostgresRows(world);
  const confirmed = await crowd.confirmed();
  return {
    confirmed: confirmed.length,
    lost: findLost(confirmed, inDatabase).length + findUndone(inDatabase, confirmed).length,
    doubled: findDoubled(inDatabase).length,
    wrong: [...differences(inDatabase, folders), ...faultsOf(world), ...(await unsound(world))],
  };
}

function differences(inDatabase: Rows, folders: readonly string[]): string[] {
  const expected = JSON.stringify(inDatabase);
  return folders
    .filter((folder) => JSON.stringify(readClientRows(folder)) !== expected)
    .map((folder) => `The client in ${folder} differs from the database.`);
}

function faultsOf({ nodes, problems }: ClusterWorld): string[] {
  const ofServers = nodes.flatMap(({ server }) => [...server.ownEnds, ...unexplained(server.faults)]);
  return [...problems, ...ofServers];
}

/** What the administrator's own check finds. */
async function unsound(world: ClusterWorld): Promise<string[]> {
  try {
    await world.check();
    return [];
  } catch (error) {
    return [String(error)];
  }
}
