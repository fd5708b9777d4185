import { showDetail, useRoute } from '../../state/route.ts';
import type { Detail, Route } from '../../state/route-shape.ts';
import type { GridRow } from './grid-rows.ts';

/** The name under which what stands beside the grid is found. */
export const CAPACITY_TABLE = 'capacity';

/** What the detail is about: a person or a group in a week, or one assignment. */
export type Subject =
  | { readonly kind: 'person'; readonly userId: string; readonly week: string }
  | {
      readonly kind: 'group';
      readonly divisionId: string | null;
      readonly rowKey: string;
      readonly week: string;
    }
  | { readonly kind: 'assignment'; readonly id: string };

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
  const [kind = '', ...rest] = id.split(' ');
  const [first = '', week = ''] = rest;
  if (kind === 'person') return { kind, userId: first, week };
  if (kind === 'assignment') return { kind, id: first };
  if (kind === 'everybody') return { kind: 'group', divisionId: null, rowKey: kind, week: first };
  if (kind !== 'division') return undefined;
  return { kind: 'group', divisionId: first === 'none' ? null : first, rowKey: `${kind} ${first}`, week };
}
