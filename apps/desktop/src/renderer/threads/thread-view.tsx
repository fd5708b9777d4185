import { type RefObject, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/empty-state.tsx';
import { openFind, useIsFinding } from './find-store.ts';
import type { ThreadAside } from './thread-aside.ts';
import { ThreadContext } from './thread-context.ts';
import { ThreadFind } from './thread-find.tsx';
import { ThreadList } from './thread-list.tsx';
import { ThreadTools } from './thread-tools.tsx';
import styles from './thread-view.module.css';
import { useFindKey } from './use-find-key.ts';
import { useOpening } from './use-opening.ts';
import { useThreadRefusals } from './use-thread-refusals.ts';
import { useThreadRows } from './use-thread-rows.ts';

export interface ThreadViewProps {
  readonly threadId: string;
  /** Where others are seen viewing, editing and writing: `ticket:<id>`, `project:<id>`, `thread:<id>`. */
  readonly room: string;
  /** Names the whole for screen readers, as in "Comments and activity". */
  readonly label: string;
  readonly asides?: readonly ThreadAside[];
  /**
   * What scrolls, where more stands above the messages than they themselves: then it opens at its top,
   * and a button leads to what is new. Without it the messages scroll by themselves, fill the place
   * that they are given, and open at the first unread one.
   */
  readonly scroller?: RefObject<HTMLElement | null>;
  /** Who shows the thread's tools (`ThreadTools`) in a head of their own leaves them out here. */
  readonly hasTools?: boolean;
}

const noAsides: readonly ThreadAside[] = [];

/** The messages of a thread. Answers that are begun here are written in the thread's composer. */
export function ThreadView(props: ThreadViewProps) {
  return <OneThread key={props.threadId} {...props} />;
}

function OneThread({ threadId, room, label, asides = noAsides, scroller, hasTools = true }: ThreadViewProps) {
  const { t } = useTranslation('threads');
  const view = useRef<HTMLElement>(null);
  const { pages, rows } = useThreadRows(threadId);
  const opening = useOpening(threadId, pages, rows);
  const refusals = useThreadRefusals(threadId);
  const place = useMemo(() => ({ threadId, room }), [threadId, room]);
  const isEmpty = rows.highest === 0 && rows.pending.length === 0 && refusals.messages.length === 0;
  const fills = scroller === undefined;
  const isFinding = useIsFinding(threadId);
  useFindKey(view, () => openFind(threadId));
  return (
    <ThreadContext value={place}>
      <section ref={view} className={styles.thread} data-fills={fills || undefined} aria-label={label}>
        {hasTools && (
          <header className={styles.head}>
            {!fills && <h2>{label}</h2>}
            <ThreadTools threadId={threadId} />
          </header>
        )}
        {isFinding && <ThreadFind threadId={threadId} view={view} />}
        {isEmpty && fills && <EmptyState title={t('empty.title')} body={t('empty.body')} />}
        {opening !== undefined && (!isEmpty || asides.length > 0) && (
          <ThreadList {...{ threadId, pages, rows, opening, asides, refusals, scroller }} />
        )}
      </section>
    </ThreadContext>
  );
}
