import type { PersistStorage, StorageValue } from 'zustand/middleware';
import { mayKeep } from './account-storage.ts';

interface Kept<Draft> {
  readonly drafts: Readonly<Record<string, Draft>>;
}

/**
 * The page's local storage with an item of its own for each draft: several windows write drafts of one account, and
 * with one item for all of them whoever writes last would take away what was written in another window.
 */
export function makeDraftStorage<Draft>() {
  /** What this window has read or written last: what differs from it is this window's own change. */
  let known: Kept<Draft>['drafts'] = {};
  return {
    getItem: (name: string) => {
      splitOldItem(name);
      known = readDrafts<Draft>(name);
      return { state: { drafts: known } };
    },
    setItem: (name: string, { state }: StorageValue<Kept<Draft>>) => {
      if (!mayKeep()) return;
      writeChanges(name, known, state.drafts);
      known = state.drafts;
    },
    removeItem: (name: string) => {
      localStorage.removeItem(name);
      for (const place of placesOf(name)) localStorage.removeItem(keyOf(name, place));
    },
  } satisfies PersistStorage<Kept<Draft>>;
}

function readDrafts<Draft>(name: string): Kept<Draft>['drafts'] {
  return Object.fromEntries(
    placesOf(name).flatMap((place) => {
      const draft = parse<Draft>(localStorage.getItem(keyOf(name, place)));
      return draft === undefined ? [] : [[place, draft]];
    }),
  );
}

function writeChanges<Draft>(name: string, before: Kept<Draft>['drafts'], now: Kept<Draft>['drafts']): void {
  for (const [place, draft] of Object.entries(now)) {
    if (before[place] !== draft) localStorage.setItem(keyOf(name, place), JSON.stringify(draft));
  }
  for (const place of Object.keys(before)) {
    if (!Object.hasOwn(now, place)) localStorage.removeItem(keyOf(name, place));
  }
}

/** Earlier versions kept all drafts in one item. */
function splitOldItem(name: string): void {
  const old = parse<StorageValue<Kept<unknown>>>(localStorage.getItem(name));
  if (old === undefined) return;
  writeChanges(name, {}, old.state.drafts);
  localStorage.removeItem(name);
}

function keyOf(name: string, place: string): string {
  return `${name} at ${place}`;
}

function placesOf(name: string): string[] {
  const start = keyOf(name, '');
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(start))
    .map((key) => key.slice(start.length));
}

/** The page wrote these itself, so they are of the shape that it writes. */
function parse<T>(text: string | null): T | undefined {
  return text === null ? undefined : JSON.parse(text);
}
