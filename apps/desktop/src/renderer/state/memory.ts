import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import { localItems } from './account-storage.ts';
import { ownRow } from './own-row.ts';
import type { Route } from './route-shape.ts';

/** Where a list was left. */
export interface ListMemory {
  readonly scrollTop?: number;
  readonly selectedId?: string;
  /** The list's own filters and order; each list knows its shape. */
  readonly filters?: unknown;
}

/** What the window remembers for an account: places, widths, lists. Not what people wrote. */
interface Memory {
  readonly route: Route;
  readonly railCollapsed: boolean;
  /** In pixels. */
  readonly detailWidth: number;
  readonly lists: Readonly<Record<string, ListMemory>>;
  /** Which notice of a repaired file was read, by its time. */
  readonly diskNoticeRead: number | undefined;
}

/** A detail takes this part of the window until somebody pulls its edge. */
const DETAIL_PART = 0.38;

const initial: Memory = {
  route: { screen: 'tickets' },
  railCollapsed: false,
  detailWidth: Math.round(window.innerWidth * DETAIL_PART),
  lists: {},
  diskNoticeRead: undefined,
};

/** A row's own window reads what is remembered and changes none of it. */
const mainWindowStorage = createJSONStorage(() => ({
  ...localItems,
  setItem: (name: string, value: string) => {
    if (ownRow() === null) localItems.setItem(name, value);
  },
}));

const store = create<Memory>()(
  persist(() => initial, {
    name: 'holdfast memory',
    skipHydration: true,
    storage: mainWindowStorage,
    // Of the account that is opened, and nothing of the one before it.
    merge: (kept) => ({ ...initial, ...(kept as Partial<Memory> | undefined) }),
  }),
);

export const useMemory = Object.assign(store, { kind: 'memory' });

export function rememberList(list: string, change: ListMemory): void {
  useMemory.setState(({ lists }) => ({ lists: { ...lists, [list]: { ...lists[list], ...change } } }));
}
