import type { Key } from './shapes.ts';
import type { World } from './world.ts';

/** The newest line of a row's history, which the server wrote itself. */
export async function historyOf({ keeper }: World, subjectId: string): Promise<Key[]> {
  const { rows } = await keeper.client.pull();
  const lines = rows.filter((row) => row.table === 'activity' && row.data.subjectId === subjectId);
  const newest = lines.sort((left, right) => right.version - left.version)[0];
  if (newest === undefined) throw new Error('There is no history.');
  return [`activity/${newest.id}`];
}
