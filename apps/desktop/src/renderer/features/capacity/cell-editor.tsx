import type { AssignmentPlace } from '@holdfast/shared/model/assignment.ts';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './capacity-grid.module.css';
import { setCell } from './grid-actions.ts';
import { type Editing, endEdit, sayNotDone, useGrid } from './grid-store.ts';
import { readHours } from './hours-text.ts';

export interface CellEditorProps {
  readonly editing: Editing;
  readonly place: AssignmentPlace;
  readonly label: string;
  /** Goes on so many rows and weeks away. */
  readonly step: (rows: number, weeks: number) => void;
  /** Gives the keys back to the grid. */
  readonly focusGrid: () => void;
  readonly isRtl: boolean;
}

/** Where the hours of one cell are typed: Enter, Tab and leaving it save, Escape puts them back. */
export function CellEditor({ editing, place, label, step, focusGrid, isRtl }: CellEditorProps) {
  const { t } = useTranslation('capacity');
  const [text, setText] = useState(editing.text);
  const isDone = useRef(false);
  const hours = readHours(text);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    if (!editing.isTyped) field.current?.select();
  }, [editing]);
  const end = () => {
    isDone.current = true;
    endEdit();
    if (hours === undefined) sayNotDone(t('hours.not', { text }));
    else void setCell(place, editing.seen, hours);
  };
  const leave = () => {
    isDone.current = true;
    endEdit();
    focusGrid();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = moveAfter(event, editing.isTyped, isRtl);
    if (event.key === 'Escape') leave();
    else if (move === undefined || event.nativeEvent.isComposing) return;
    else if (hours !== undefined) {
      useGrid.setState({ isRunning: event.key === 'Tab' });
      end();
      focusGrid();
      step(...move);
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <input
      ref={field}
      className={styles.editor}
      aria-label={label}
      aria-invalid={hours === undefined}
      title={hours === undefined ? t('hours.hint') : undefined}
      inputMode="decimal"
      spellCheck={false}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={() => isDone.current || end()}
    />
  );
}

/** Where a key leads that ends the writing; nothing for one that goes on with it. */
function moveAfter(
  { key, shiftKey }: KeyboardEvent,
  isTyped: boolean,
  isRtl: boolean,
): readonly [number, number] | undefined {
  if (key === 'Enter') return [shiftKey ? -1 : 1, 0];
  if (key === 'Tab') return [0, shiftKey ? -1 : 1];
  if (!isTyped) return undefined;
  const along = isRtl ? -1 : 1;
  const moves: Readonly<Record<string, readonly [number, number]>> = {
    ArrowDown: [1, 0],
    ArrowUp: [-1, 0],
    ArrowRight: [0, along],
    ArrowLeft: [0, -along],
  };
  return moves[key];
}
