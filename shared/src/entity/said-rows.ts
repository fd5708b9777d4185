import type { FindRow } from './define-mutation.ts';
import { type Said, said } from './said.ts';

/** A row by its title or name, or as `some.<table>` where it is not here. */
export function saidRow(table: string, id: string, find: FindRow): Said {
  const row = find(table, id);
  const name = row?.title ?? row?.name;
  return typeof name === 'string' && name !== '' ? said('quoted', { text: name }) : said(`some.${table}`);
}

/** People by their names, one after the other. */
export function saidPeople(ids: readonly string[], find: FindRow): Said[] {
  return ids.map((id) => {
    const name = find('user', id)?.name;
    return typeof name === 'string' ? said('person', { name }) : said('some.user');
  });
}
