import { useDroppable } from '@dnd-kit/core';
import { UnstyledButton } from '@mantine/core';
import { useId, useState } from 'react';
import { writeNumber } from '../locale.ts';
import styles from './board.module.css';
import { BoardCard } from './board-card.tsx';
import type { BoardColumnData, BoardWords } from './board-types.ts';

/** As many cards as are put into the page at once. */
const PART = 50;

export interface BoardColumnProps {
  readonly column: BoardColumnData<string>;
  readonly words: BoardWords;
  readonly onOpen: (id: string) => void;
}

/** One column with its cards; a long one in parts. */
export function BoardColumn({ column, words, onOpen }: BoardColumnProps) {
  const { key, name, icon, cards } = column;
  const { setNodeRef, isOver } = useDroppable({ id: key });
  const headId = useId();
  const [shown, setShown] = useState(PART);
  const rest = cards.length - shown;
  return (
    <section
      ref={setNodeRef}
      className={styles.column}
      aria-labelledby={headId}
      data-over={isOver || undefined}
    >
      <h2 id={headId} className={styles.columnName}>
        {icon}
        {name} <span className={styles.count}>{writeNumber(cards.length)}</span>
      </h2>
      <ul className={styles.cards}>
        {cards.slice(0, shown).map((card) => (
          <li key={card.id}>
            <BoardCard card={card} onOpen={onOpen} />
          </li>
        ))}
        {rest > 0 && (
          <li>
            <UnstyledButton className={styles.more} onClick={() => setShown(shown + PART)}>
              {words.more(rest)}
            </UnstyledButton>
          </li>
        )}
      </ul>
    </section>
  );
}
