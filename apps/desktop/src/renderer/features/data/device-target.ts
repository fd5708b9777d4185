import { KnownRows } from '@holdfast/shared/import/known-rows.ts';
import type { ImportTarget } from '@holdfast/shared/import/run-import.ts';
import { divisionModel } from '@holdfast/shared/model/division.ts';
import { phaseModel } from '@holdfast/shared/model/phase.ts';
import { projectModel } from '@holdfast/shared/model/project.ts';
import { userModel } from '@holdfast/shared/model/user.ts';
import type { ErrorCode } from '@holdfast/shared/protocol/errors.ts';
import { bridge } from '../../state/bridge.ts';
import { readAll, readByIds } from './read-rows.ts';

/** What is wrong with a change. Anything else, such as a full disk, is wrong with all of them. */
const refusals: readonly ErrorCode[] = [
  'AUTHORIZATION_FAILED',
  'CONFLICT',
  'INVALID_MESSAGE',
  'NOT_FOUND',
  'PAYLOAD_TOO_LARGE',
];

/** This device as the place where an import goes: its disk first, and the server when there is a network. */
export const deviceTarget: ImportTarget = {
  async present(table, ids) {
    const { rows } = await readByIds(table, ids);
    return new Set(rows.filter(({ row }) => row.hours !== 0).map(({ row }) => row.id));
  },
  async apply(changes) {
    const outcome = await bridge.call('mutateAll', { changes: JSON.parse(JSON.stringify(changes)) });
    if (outcome.ok) return undefined;
    if (refusals.includes(outcome.error.code)) return outcome.error.message;
    throw new Error(outcome.error.message);
  },
};

/** What there is on this device, by the names that files use. */
export async function loadKnown(): Promise<KnownRows> {
  const known = new KnownRows();
  for await (const rows of readAll(userModel)) for (const row of rows) known.addPerson(row);
  for await (const rows of readAll(divisionModel)) for (const row of rows) known.addDivision(row);
  for await (const rows of readAll(projectModel)) for (const row of rows) known.addProject(row);
  for await (const rows of readAll(phaseModel)) for (const row of rows) known.addPhase(row);
  return known;
}
