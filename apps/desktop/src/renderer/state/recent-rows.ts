import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import { localItems } from './account-storage.ts';
import { ownRow } from './own-row.ts';
import { rowOfRoute } from './places.ts';
import { useRoute } from './route.ts';
import type { Detail, Route } from './route-shape.ts';

/** A row that one looked at. */
export interface RecentRow extends Detail {
  /** When one did so last, in milliseconds since 1970. */
  readonly at: number;
}

interface Recent {
  /** The newest first. */
  readonly rows: readonly RecentRow[];
}

/** What a person finds again at a glance. */
const MOST = 12;
const tables: ReadonlySet<string> = new Set(['ticket', 'project', 'thread']);
const initial: Recent = { rows: [] };

const store = create<Recent>()(
  persist(() => initial, {
    name: 'holdfast recent',
    skipHydration: true,
    storage: createJSONStorage(() => localItems),
    // Of the account that is opened, and nothing of the one before it.
    merge: (kept) => ({ ...initial, ...(kept as Partial<Recent> | undefined) }),
  }),
);

/** Tickets, projects and conversations that this account looked at lately on this device. */
export const useRecentRows = Object.assign(store, { kind: 'recent' });

/**
 * Notes from now on which rows are looked at: when they come in sight, and when they go, so that what one changed
 * there is not news. A row's own window notes nothing.
 */
export function followRecentRows(now: () => number): void {
  if (ownRow() !== null) return;
  useRoute.subscribe(({ route, past, future }, before) => {
    if (route === before.route) return;
    // At the start of an account where one was before is somebody else's.
    const isStart = past.length === 0 && future.length === 0;
    if (!isStart) noteRow(before.route, now());
    noteRow(route, now());
  });
}

function noteRow(route: Route, at: number): void {
  const row = rowOfRoute(route);
  if (row === undefined || !tables.has(row.table)) return;
  const { table, id } = row;
  const others = useRecentRows.getState().rows.filter((row) => row.table !== table || row.id !== id);
  useRecentRows.setState({ rows: [{ table, id, at }, ...others].slice(0, MOST) });
}
