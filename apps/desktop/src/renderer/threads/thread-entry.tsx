import type { Message } from '@holdfast/shared/model/message.ts';
import { memo } from 'react';
import type { RefusedGroup } from '../state/refused-groups.ts';
import { MessageItem } from './message-item.tsx';
import { MessageSeen } from './message-seen.tsx';
import { RefusedMessage } from './refused-message.tsx';
import type { ThreadAside } from './thread-aside.ts';
import type { ThreadItem } from './thread-items.ts';
import { DayLine, NewLine } from './thread-lines.tsx';
import styles from './thread-list.module.css';
import type { ThreadMessage } from './thread-message.ts';
import { isNewDay } from './thread-places.ts';

export interface ThreadEntryProps {
  readonly index: number;
  /** In pixels. */
  readonly top: number;
  readonly measure: (node: HTMLElement | null) => void;
  readonly item: ThreadItem;
  /** The message that stands above it, if it is here. */
  readonly before: Message | undefined;
  /** Whether it is known what stands here; until then it keeps an estimated height. */
  readonly isKnown: boolean;
  readonly asides: readonly ThreadAside[] | undefined;
  readonly isUnreadFrom: boolean;
  readonly isLastOwn: boolean;
  readonly isStop: boolean;
  readonly isMarked: boolean;
  readonly refusals: ReadonlyMap<string, readonly RefusedGroup[]>;
}

/** One place of the list: a message with what stands right above it, or what stands after all of them. */
export function ThreadEntry({ index, top, measure, item, isKnown, asides, ...rest }: ThreadEntryProps) {
  return (
    <div
      ref={isKnown ? measure : undefined}
      data-index={index}
      className={styles.entry}
      style={{ transform: `translateY(${top}px)` }}
    >
      {asides?.map(({ key, node }) => (
        <article key={key} className={styles.aside}>
          {node}
        </article>
      ))}
      {(item.kind === 'message' || item.kind === 'pending') && item.message !== undefined && (
        <OneMessage message={item.message} isApart={asides !== undefined} {...rest} />
      )}
      {item.kind === 'refused' && (
        <article>
          <RefusedMessage group={item.group} />
        </article>
      )}
    </div>
  );
}

type OneMessageProps = Omit<ThreadEntryProps, 'index' | 'top' | 'measure' | 'item' | 'isKnown' | 'asides'> & {
  readonly message: ThreadMessage;
  /** Something else stands between it and the message above. */
  readonly isApart: boolean;
};

const OneMessage = memo((props: OneMessageProps) => {
  const { message, before, isUnreadFrom, isLastOwn, refusals } = props;
  const { row } = message;
  const isOfNewDay = before === undefined ? row.number === 1 : isNewDay(before, row);
  return (
    <>
      {isOfNewDay && <DayLine at={row.createdAt} />}
      {isUnreadFrom && <NewLine />}
      <MessageItem
        message={message}
        before={isUnreadFrom || props.isApart ? undefined : before}
        isStop={props.isStop}
        isMarked={props.isMarked}
      />
      {refusals.get(row.id)?.map((group) => (
        <article key={group.id}>
          <RefusedMessage group={group} />
        </article>
      ))}
      {isLastOwn && <MessageSeen message={row} />}
    </>
  );
});
