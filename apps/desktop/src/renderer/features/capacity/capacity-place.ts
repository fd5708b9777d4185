import { mondayOf, mondaySchema } from '@holdfast/shared/dates.ts';
import { showDetail, useRoute } from '../../state/route.ts';
import type { Detail, Route } from '../../state/route-shape.ts';
import type { GridRow } from './grid-rows.ts';
import { todayOf } from './weeks.ts';

/** The name under which what stands beside the grid is found. */
export const CAPACITY_TABLE = 'capacity';

/** What the detail is about: a person or a group, by what its row is called, in a week, or one assignment. */
export type Subject =
  | { readonly kind: 'person'; readonly userId: string; readonly week: string }
  | { readonly kind: 'group'; readonly rowKey: string; readonly week: string }
  | { readonly kind: 'assignment'; readonly id: string };

/** Somebody's week; without one, this week. */
export function personPlace(userId: string, week: string): Detail {
  return { table: CAPACITY_TABLE, id: `person ${userId} ${week}` };
}

/** Where an assignment is shown, for who is told that theirs was replaced. */
export function assignmentPlace(id: string): Route {
  return { screen: 'capacity', detail: { table: CAPACITY_TABLE, id: `assignment ${id}` } };
}

/** What a row tells of a week beside the grid. */
export function placeOfRow(row: GridRow, week: string): Detail {
  if (row.kind === 'person') return personPlace(row.person.id, week);
  if (row.kind === 'line' || row.kind === 'add') return personPlace(row.userId, week);
  return { table: CAPACITY_TABLE, id: `${row.key} ${week}` };
}

/** With the detail open the grid leads it to the cell that one comes to. */
export function leadDetail(row: GridRow, week: string): void {
  const { detail } = useRoute.getState().route;
  if (detail?.table === CAPACITY_TABLE) showDetail(placeOfRow(row, week));
}

/** Reads what `placeOfRow` and the others wrote; nothing for anything else. */
export function readSubject(id: string): Subject | undefined {
  const words = id.split(' ');
  const [kind, which = ''] = words;
  const named = mondaySchema.safeParse(words.at(-1));
  const week = named.success ? named.data : mondayOf(todayOf(Date.now()));
  if (kind === 'assignment') return { kind, id: which };
  if (kind === 'person') return { kind, userId: which, week };
  if (kind === 'everybody') return { kind: 'group', rowKey: kind, week };
  return kind === 'division' ? { kind: 'group', rowKey: `${kind} ${which}`, week } : undefined;
}
