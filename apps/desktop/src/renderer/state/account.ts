import { allowKeeping } from './account-storage.ts';
import { useDrafts } from './drafts.ts';
import { dropHandovers } from './handovers.ts';
import { useMemory } from './memory.ts';
import { ownRow } from './own-row.ts';
import { placeOfRow } from './places.ts';
import { useRecentRows } from './recent-rows.ts';
import { startRoute } from './route.ts';
import type { Route } from './route-shape.ts';
import { forgetRows } from './rows.ts';

let current: string | undefined;

/** Loads what the screens remember for this account on this device. */
export function openAccount(server: string, userId: string): void {
  const account = `${server} ${userId}`;
  if (account === current) return;
  current = account;
  allowKeeping(true);
  forgetRows();
  dropHandovers();
  reopen(useMemory, account);
  reopen(useDrafts, account);
  reopen(useRecentRows, account);
  startRoute(firstRoute());
}

/** A row's own window begins at its row, the main window where it was left. */
function firstRoute(): Route {
  const own = ownRow();
  const { route } = useMemory.getState();
  return own === null ? route : (placeOfRow(own.table, own.id) ?? route);
}

/** Forgets it: who leaves a device leaves nothing behind. */
export function forgetAccount(): void {
  allowKeeping(false);
  for (const store of [useMemory, useDrafts, useRecentRows]) store.persist.clearStorage();
  forgetRows();
  dropHandovers();
  current = undefined;
}

/** A store that outlives the window, under a name of its own for each account. */
interface KeptStore {
  readonly kind: string;
  readonly persist: { setOptions(options: { name: string }): void; rehydrate(): unknown };
}

function reopen(store: KeptStore, account: string): void {
  store.persist.setOptions({ name: `holdfast ${store.kind} ${account}` });
  store.persist.rehydrate();
}
