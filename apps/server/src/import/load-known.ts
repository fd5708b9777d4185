import { KnownRows } from '@holdfast/shared/import/known-rows.ts';
import { divisionSchema } from '@holdfast/shared/model/division.ts';
import { phaseSchema } from '@holdfast/shared/model/phase.ts';
import { projectSchema } from '@holdfast/shared/model/project.ts';
import { userSchema } from '@holdfast/shared/model/user.ts';
import { walkRows } from '../export/walk-rows.ts';
import type { Store } from '../store/store.ts';

/** What there is already, by the names that files use. */
export async function loadKnown(store: Pick<Store, 'read'>): Promise<KnownRows> {
  const known = new KnownRows();
  for await (const rows of walkRows(store, 'user'))
    for (const { data } of rows) known.addPerson(userSchema.parse(data));
  for await (const rows of walkRows(store, 'division'))
    for (const { data } of rows) known.addDivision(divisionSchema.parse(data));
  for await (const rows of walkRows(store, 'project'))
    for (const { data } of rows) known.addProject(projectSchema.parse(data));
  for await (const rows of walkRows(store, 'phase'))
    for (const { data } of rows) known.addPhase(phaseSchema.parse(data));
  return known;
}
