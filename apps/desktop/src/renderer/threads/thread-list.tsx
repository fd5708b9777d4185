import { type RefObject, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useMyId } from '../hooks/use-people.ts';
import { placeAsides } from './aside-places.ts';
import { NewestButton } from './newest-button.tsx';
import type { ThreadAside } from './thread-aside.ts';
import { ThreadEntry } from './thread-entry.tsx';
import { type ThreadItem, type ThreadItems, threadItems } from './thread-items.ts';
import styles from './thread-list.module.css';
import type { ThreadPages, ThreadRows } from './thread-pages.ts';
import type { ThreadRefusals } from './thread-refusals.ts';
import { useMarkRead } from './use-mark-read.ts';
import { useMessageKeys } from './use-message-keys.ts';
import type { Opening } from './use-opening.ts';
import { useThreadJump } from './use-thread-jump.ts';
import { useThreadScroll } from './use-thread-scroll.ts';
import { useUnreadLine } from './use-unread-line.ts';

export interface ThreadListProps {
  readonly threadId: string;
  readonly pages: ThreadPages;
  readonly rows: ThreadRows;
  readonly opening: Opening;
  readonly asides: readonly ThreadAside[];
  readonly refusals: ThreadRefusals;
  /** What scrolls, where it is not the list itself. */
  readonly scroller: RefObject<HTMLElement | null> | undefined;
}

/** The messages in their order: only those near what is in sight are in the page, however many there are. */
export function ThreadList(props: ThreadListProps) {
  const { threadId, pages, rows, opening, refusals, scroller } = props;
  const { t } = useTranslation('threads');
  const me = useMyId();
  const canvas = useRef<HTMLDivElement>(null);
  const asides = useMemo(() => placeAsides(props.asides, rows), [props.asides, rows]);
  const hasAfter = asides.after.length > 0;
  const items = useMemo(
    () => threadItems(rows, hasAfter, refusals.messages),
    [rows, hasAfter, refusals.messages],
  );
  const scroll = useThreadScroll({ canvas, scroller, items, rows, opening, me });
  const { box, virtual, isAtEnd, sight } = scroll;
  useLook(pages, virtual.getVirtualItems());
  const line = useUnreadLine(opening.firstUnread, rows, me);
  const marked = useThreadJump(threadId, pages, rows, virtual);
  const { stop, onKeyDown } = useMessageKeys(canvas, items, virtual);
  useMarkRead(threadId, rows, sight);
  const lastOwn = useMemo(() => lastOwnNumber(rows, me), [rows, me]);
  return (
    <>
      <div ref={box} className={scroller === undefined ? styles.scroll : undefined}>
        <div
          ref={canvas}
          className={styles.canvas}
          style={{ height: virtual.getTotalSize() }}
          role="feed"
          aria-label={t('messages')}
          onKeyDown={onKeyDown}
        >
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const item = items.at(index);
            if (item === undefined) return null;
            return (
              <ThreadEntry
                key={key}
                index={index}
                top={start - virtual.options.scrollMargin}
                measure={virtual.measureElement}
                item={item}
                before={messageBefore(items, index)}
                isKnown={item.kind !== 'message' || rows.isKnown(item.number)}
                asides={item.kind === 'asides' ? asides.after : asides.before.get(index + 1)}
                isUnreadFrom={item.kind === 'message' && item.number === line}
                isLastOwn={item.kind === 'message' && item.number === lastOwn}
                isStop={index === stop}
                isMarked={messageIdOf(item) === marked && marked !== undefined}
                refusals={refusals.byMessage}
              />
            );
          })}
        </div>
      </div>
      <NewestButton
        rows={rows}
        me={me}
        readTo={(opening.number ?? (rows.highest ?? 0) + 1) - 1}
        sight={sight}
        isAtEnd={isAtEnd}
        isNeeded={scroller === undefined}
        onGo={(seenTo) => (line !== undefined && line > seenTo ? scroll.toNumber(line) : scroll.toEnd())}
      />
    </>
  );
}

function messageBefore(items: ThreadItems, index: number) {
  const item = items.at(index - 1);
  return item?.kind === 'message' || item?.kind === 'pending' ? item.message?.row : undefined;
}

function messageIdOf(item: ThreadItem): string | undefined {
  return item.kind === 'message' || item.kind === 'pending' ? item.message?.row.id : undefined;
}

/** Reads what is in the page. */
function useLook(pages: ThreadPages, shown: readonly { readonly index: number }[]): void {
  const first = (shown[0]?.index ?? 0) + 1;
  const last = (shown.at(-1)?.index ?? 0) + 1;
  useEffect(() => pages.look(first, last), [pages, first, last]);
}

/** One's own latest message among the newest: under it stands who has seen it. */
function lastOwnNumber(rows: ThreadRows, me: string): number | undefined {
  return rows.numbers.findLast((number) => {
    const row = rows.messageAt(number)?.row;
    return row?.authorId === me && row.deletedAt === null;
  });
}
