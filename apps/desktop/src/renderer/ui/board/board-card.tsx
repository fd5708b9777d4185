import { useDraggable } from '@dnd-kit/core';
import { UnstyledButton } from '@mantine/core';
import { namedRow } from '../named-row.ts';
import styles from './board.module.css';
import type { BoardCardData } from './board-types.ts';

export interface BoardCardProps {
  readonly card: BoardCardData;
  readonly onOpen: (id: string) => void;
}

/** A card that is opened by a click or Enter, and taken by the pointer or Space. */
export function BoardCard({ card, onOpen }: BoardCardProps) {
  const { id, name, refusal, content, row } = card;
  const { setNodeRef, attributes, listeners, isDragging } = useDraggable({
    id,
    disabled: refusal !== undefined,
  });
  return (
    <UnstyledButton
      ref={setNodeRef}
      className={styles.card}
      data-dragged={isDragging || undefined}
      title={refusal}
      aria-describedby={refusal === undefined ? attributes['aria-describedby'] : undefined}
      aria-description={refusal}
      onClick={() => onOpen(id)}
      {...listeners}
      {...namedRow(row)}
    >
      <span className={styles.cardName} dir="auto">
        {name}
      </span>
      {content}
    </UnstyledButton>
  );
}

/** The card that is carried, above everything. */
export function CarriedCard({ card }: { readonly card: BoardCardData }) {
  return (
    <div className={styles.card} data-carried data-on-its-way>
      <span className={styles.cardName} dir="auto">
        {card.name}
      </span>
      {card.content}
    </div>
  );
}
