import type { CallName, CallParams, CallResults, Outcome } from '../../../engine/api/calls.ts';
import type { DraftFile, FileState } from '../../../engine/api/files.ts';
import { emptyRoom, noPresence, nothingUnread, type RoomState } from '../../../engine/api/presence.ts';
import type { QueryPatch, RowQuery } from '../../../engine/api/query.ts';
import type { TopicName, TopicParams, TopicStates } from '../../../engine/api/topics.ts';
import type { HoldfastBridge } from '../../../preload/bridge.ts';
import type { ShellCallName, ShellCallResults } from '../../../preload/shell-calls.ts';

export type HeldRow = { readonly id: string; readonly [field: string]: unknown };

export interface HeldBridge extends HoldfastBridge {
  /** What the page asked for, in order. */
  readonly calls: { readonly name: CallName; readonly params: unknown }[];
}

export interface HeldBridgeOptions {
  readonly userId: string;
  readonly rows: Readonly<Record<string, readonly HeldRow[]>>;
  readonly room?: Partial<RoomState>;
  /** Of whatever is being written. */
  readonly draftFiles?: readonly DraftFile[];
  readonly files?: readonly FileState[];
}

type Topics = { [Name in TopicName]: (params: TopicParams<Name>) => TopicStates[Name] };
type Answers = { [Name in CallName]?: () => CallResults[Name] };

const answers: Answers = {
  mutate: () => ({ id: 'mutation' }),
  mutateAll: () => ({ ids: ['mutation'] }),
  typing: () => ({}),
  typingStopped: () => ({}),
  read: () => ({}),
  draftFileRemove: () => ({}),
};

/** The page's way out, over rows that are simply there and never change. */
export function heldBridge(options: HeldBridgeOptions): HeldBridge {
  const topics = topicsOf(options);
  const calls: HeldBridge['calls'] = [];
  return {
    calls,
    async call<Name extends CallName>(
      name: Name,
      params: CallParams<Name>,
    ): Promise<Outcome<CallResults[Name]>> {
      calls.push({ name, params });
      const answer = answers[name];
      if (answer !== undefined) return { ok: true, value: answer() };
      return { ok: false, error: { code: 'UNKNOWN_ERROR', message: 'Nobody answers this here.' } };
    },
    watch(topic, params, listener) {
      listener(topics[topic](params));
      return () => {};
    },
    onOpen: () => () => {},
    onHistory: () => () => {},
    shell: {
      platform: 'linux',
      version: '0',
      language: 'en',
      systemLanguages: ['en'],
      own: null,
      // Nobody here looks at what a call gives.
      call: async <Name extends ShellCallName>() => ({}) as ShellCallResults[Name],
      watch: () => () => {},
    },
  };
}

function topicsOf({ userId, rows, room, draftFiles, files }: HeldBridgeOptions): Topics {
  const signedIn = { signInAgain: false, firstSync: false, disabled: false };
  return {
    session: () => ({ state: 'signed-in', server: '', userId, name: 'Me', ...signedIn }),
    connection: () => ({
      state: 'live',
      since: 0,
      nextTryAt: undefined,
      problem: undefined,
      roundTripMs: undefined,
      lastSyncAt: undefined,
      waiting: 0,
      refused: 0,
      received: undefined,
      expected: undefined,
      stuck: undefined,
    }),
    changes: () => ({ waiting: [], refused: [] }),
    history: () => ({ undo: undefined, redo: undefined }),
    presence: () => noPresence,
    unread: () => nothingUnread,
    inbox: () => ({ unread: 0 }),
    files: ({ ids }) => files?.filter(({ id }) => ids.includes(id)) ?? [],
    draftFiles: () => [...(draftFiles ?? [])],
    transfers: () => ({
      list: [],
      sending: { files: 0, bytes: 0 },
      receiving: { files: 0, bytes: 0 },
      failed: 0,
      unsent: 0,
      inDrafts: 0,
      room: { used: 0, limit: 0, pinned: 0 },
      pinned: [],
    }),
    toast: () => ({ notice: null }),
    room: () => ({ ...emptyRoom, known: true, ...room }),
    editing: () => null,
    rows: (query) => findRows(rows[query.table] ?? [], query),
    // Nobody here looks at figures.
    totals: () => ({ changed: [], whole: true }),
  };
}

function findRows(rows: readonly HeldRow[], { where = {}, search = '', limit }: RowQuery): QueryPatch {
  const found = rows.filter(
    (row) =>
      Object.entries(where).every(([column, value]) => [value].flat().some((one) => one === row[column])) &&
      Object.values(row).join(' ').toLowerCase().includes(search.toLowerCase()),
  );
  const shown = found.slice(0, limit);
  return {
    total: found.length,
    ids: shown.map(({ id }) => id),
    changed: shown.map((row) => ({ row, waiting: false })),
  };
}
