import type { RefusedGroup } from '../state/refused-groups.ts';
import type { ThreadMessage } from './thread-message.ts';
import type { ThreadRows } from './thread-pages.ts';

/** One place of the list, from the oldest message to what was not accepted. */
export type ThreadItem =
  | { readonly kind: 'message'; readonly number: number; readonly message: ThreadMessage | undefined }
  /** What happened beside the messages after the last of them. */
  | { readonly kind: 'asides' }
  | { readonly kind: 'pending'; readonly message: ThreadMessage }
  | { readonly kind: 'refused'; readonly group: RefusedGroup };

/** What the list holds, by place. */
export interface ThreadItems {
  readonly count: number;
  at(index: number): ThreadItem | undefined;
  /** The same for the same thing wherever it stands, so that its height stays known. */
  keyAt(index: number): string | number;
  /** Another one where the keys are others than before. */
  readonly keys: string;
}

/** Numbered messages, then asides, then own messages without a number, then own ones that were not accepted. */
export function threadItems(
  rows: ThreadRows,
  hasAsides: boolean,
  refused: readonly RefusedGroup[],
): ThreadItems {
  const highest = rows.highest ?? 0;
  const end: ThreadItem[] = [
    ...(hasAsides ? [{ kind: 'asides' } as const] : []),
    ...rows.pending.map((message) => ({ kind: 'pending', message }) as const),
    ...refused.map((group) => ({ kind: 'refused', group }) as const),
  ];
  const at = (index: number): ThreadItem | undefined => {
    if (index >= highest) return end[index - highest];
    return { kind: 'message', number: index + 1, message: rows.messageAt(index + 1) };
  };
  const endKeys = end.map(endKey);
  const keyAt = (index: number) =>
    index < highest ? (rows.waitedAt.get(index + 1) ?? index + 1) : (endKeys[index - highest] ?? index);
  const keys = [highest, rows.waitedAt.size, ...endKeys].join(' ');
  return { count: highest + end.length, at, keyAt, keys };
}

function endKey(item: ThreadItem): string {
  if (item.kind === 'pending') return item.message.row.id;
  return item.kind === 'refused' ? `refused ${item.group.id}` : item.kind;
}
