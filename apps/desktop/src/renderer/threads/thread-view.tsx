import { messageModel } from '@holdfast/shared/model/message.ts';
import type { RefObject } from 'react';
import { useLiveQuery } from '../hooks/use-live-query.ts';
import { usePeople } from '../hooks/use-people.ts';
import { LazyMarkdown } from '../ui/lazy-markdown.tsx';
import type { ThreadAside } from './thread-aside.ts';

export interface ThreadViewProps {
  readonly threadId: string;
  /** Where others are seen viewing, editing and writing: `ticket:<id>`, `project:<id>`, `thread:<id>`. */
  readonly room: string;
  /** Names the list of messages for screen readers. */
  readonly label: string;
  readonly asides?: readonly ThreadAside[];
  /**
   * What scrolls, where more stands above the messages than they themselves: then it opens at its top,
   * and a button leads to what is new. Without it the messages scroll by themselves, fill the place
   * that they are given, and open at the first unread one.
   */
  readonly scroller?: RefObject<HTMLElement | null>;
}

/** The messages of a thread. Answers that are begun here are written in the thread's composer. */
export function ThreadView({ threadId, label }: ThreadViewProps) {
  const people = usePeople();
  const messages = useLiveQuery(messageModel, {
    where: { threadId },
    order: [{ column: 'number', direction: 'ascending' }],
    offset: 0,
    limit: 200,
  });
  return (
    <section aria-label={label}>
      {messages?.rows.map(({ row }) => (
        <article key={row.id}>
          <b>{people.get(row.authorId)?.name}</b>
          <LazyMarkdown text={row.body} />
        </article>
      ))}
    </section>
  );
}
