import { create } from 'zustand';
import { type FileState, MOST_FOLLOWED } from '../../engine/api/files.ts';
import { bridge } from '../state/bridge.ts';

type States = ReadonlyMap<string, FileState>;

/** How the files that somebody looks at are, by the ids of their attachments. */
export const useFollowedFiles = create<{ readonly states: States }>(() => ({ states: new Map() }));

interface Watch {
  readonly ids: readonly string[];
  readonly stop: () => void;
}

const wanted = new Map<string, number>();
const watches = new Set<Watch>();
let isAsked = false;

/** Follows these files until the result is called. All that is asked for in one breath is one watch. */
export function followFiles(ids: readonly string[]): () => void {
  for (const id of ids) wanted.set(id, (wanted.get(id) ?? 0) + 1);
  askSoon();
  return () => {
    for (const id of ids) release(id);
    askSoon();
  };
}

function release(id: string): void {
  const left = (wanted.get(id) ?? 0) - 1;
  if (left > 0) wanted.set(id, left);
  else wanted.delete(id);
}

function askSoon(): void {
  if (isAsked) return;
  isAsked = true;
  queueMicrotask(() => {
    isAsked = false;
    for (const watch of watches) if (!watch.ids.some((id) => wanted.has(id))) end(watch);
    const followed = new Set([...watches].flatMap(({ ids }) => ids));
    const missing = [...wanted.keys()].filter((id) => !followed.has(id));
    for (let from = 0; from < missing.length; from += MOST_FOLLOWED)
      begin(missing.slice(from, from + MOST_FOLLOWED));
  });
}

function begin(ids: string[]): void {
  const stop = bridge.watch('files', { ids }, (news) => {
    useFollowedFiles.setState(({ states }) => ({
      states: new Map([...states, ...news.map((state) => [state.id, state] as const)]),
    }));
  });
  watches.add({ ids, stop });
}

function end(watch: Watch): void {
  watch.stop();
  watches.delete(watch);
  useFollowedFiles.setState(({ states }) => {
    const rest = new Map(states);
    for (const id of watch.ids) rest.delete(id);
    return { states: rest };
  });
}
