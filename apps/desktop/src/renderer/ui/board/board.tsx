import {
  type Announcements,
  type CollisionDetection,
  closestCorners,
  DndContext,
  type DragEndEvent,
  DragOverlay,
  pointerWithin,
} from '@dnd-kit/core';
import { Portal } from '@mantine/core';
import { useState } from 'react';
import styles from './board.module.css';
import { CarriedCard } from './board-card.tsx';
import { BoardColumn } from './board-column.tsx';
import { columnOf, type Dropped, nameOf, withDropped } from './board-places.ts';
import { useBoardSensors } from './board-sensors.ts';
import type { BoardColumnData, BoardWords } from './board-types.ts';

export interface BoardProps<Key extends string> {
  readonly columns: readonly BoardColumnData<Key>[];
  readonly words: BoardWords;
  /** Puts a card into another column. Says whether it was taken. */
  readonly onMove: (id: string, to: Key) => Promise<boolean>;
  readonly onOpen: (id: string) => void;
}

/** Under the pointer, or for keys the column that the card lies on. */
const onColumn: CollisionDetection = (args) =>
  args.pointerCoordinates === null ? closestCorners(args) : pointerWithin(args);

/** Cards in columns, carried from one to another by the pointer or by keys. */
export function Board<Key extends string>({ columns, words, onMove, onOpen }: BoardProps<Key>) {
  const [dropped, setDropped] = useState<Dropped<Key>>();
  const [carriedId, setCarriedId] = useState<string>();
  const sensors = useBoardSensors();
  // Once its row says where it is, what was dropped is forgotten: others, or an undo, may move it again.
  if (dropped !== undefined && columnOf(columns, dropped.id) !== dropped.from) setDropped(undefined);
  const shown = withDropped(columns, dropped);
  const carried = shown.flatMap(({ cards }) => cards).find(({ id }) => id === carriedId);
  const drop = async ({ active, over }: DragEndEvent) => {
    setCarriedId(undefined);
    const id = String(active.id);
    const from = columnOf(shown, id);
    const to = columns.find(({ key }) => key === over?.id)?.key;
    if (from === undefined || to === undefined || from === to) return;
    setDropped({ id, from, to });
    if (!(await onMove(id, to))) setDropped(undefined);
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={onColumn}
      accessibility={{
        announcements: announcementsOf(shown, words),
        screenReaderInstructions: { draggable: words.help },
      }}
      onDragStart={({ active }) => setCarriedId(String(active.id))}
      onDragEnd={drop}
      onDragCancel={() => setCarriedId(undefined)}
    >
      <section className={styles.board} aria-label={words.label}>
        {shown.map((column) => (
          <BoardColumn key={column.key} column={column} words={words} onOpen={onOpen} />
        ))}
      </section>
      <Portal target="#floating">
        <DragOverlay dropAnimation={null}>
          {carried !== undefined && <CarriedCard card={carried} />}
        </DragOverlay>
      </Portal>
    </DndContext>
  );
}

function announcementsOf(columns: readonly BoardColumnData<string>[], words: BoardWords): Announcements {
  const name = (id: string | number) => nameOf(columns, String(id));
  return {
    onDragStart: ({ active }) => words.taken(name(active.id)),
    onDragOver: ({ active, over }) =>
      over === null ? undefined : words.over(name(active.id), name(over.id)),
    onDragEnd: ({ active, over }) =>
      over === null ? words.putBack(name(active.id)) : words.dropped(name(active.id), name(over.id)),
    onDragCancel: ({ active }) => words.putBack(name(active.id)),
  };
}
