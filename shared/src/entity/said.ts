import type { FindRow } from './define-mutation.ts';

/** Something to be said in the language of whoever reads it: which sentence, and what is put into it. */
export interface Said {
  /** A key of the texts that say it: of what changes do, `apps/desktop/src/words/changes/`. */
  readonly key: string;
  /** Names and words of people, or other things to say; several are said one after the other. */
  readonly values?: Readonly<Record<string, SaidValue>>;
}

export type SaidValue = string | Said | readonly Said[];

export function said(key: string, values?: Readonly<Record<string, SaidValue>>): Said {
  return values === undefined ? { key } : { key, values };
}

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
