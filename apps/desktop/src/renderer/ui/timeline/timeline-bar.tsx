import { type CSSProperties, useEffect } from 'react';
import { useEditing, useEditors } from '../../hooks/use-editing.ts';
import type { FieldPlace } from '../../presence/edited-by.tsx';
import { useNames } from '../../presence/use-names.ts';
import { writeList } from '../locale.ts';
import { personColour } from '../person-colour.ts';
import { barOf, daysOf, type Scale } from './scale.ts';
import type { DaySpan } from './span.ts';
import styles from './timeline.module.css';
import { useMovedSpan } from './use-moved-span.ts';

export interface TimelineBarData {
  readonly id: string;
  readonly name: string;
  readonly span: DaySpan;
  /** In percent. */
  readonly progress: number;
  readonly isDone: boolean;
  /** Why this person may not move it. */
  readonly refusal: string | undefined;
  /** Where others are told that one moves it. */
  readonly edits?: FieldPlace;
}

export interface TimelineBarProps {
  readonly bar: TimelineBarData;
  readonly scale: Scale;
  /** The bar in words, with where it is. */
  readonly label: (bar: TimelineBarData, span: DaySpan) => string;
  /** The id of what says how it is moved. */
  readonly helpId: string;
  readonly onMove: (id: string, span: DaySpan) => Promise<boolean>;
  readonly onOpen: (id: string) => void;
  /** Where it is while it is moved by keys. */
  readonly onSay: (words: string) => void;
}

/** A span of days that is moved by its middle and pulled by its ends. */
export function TimelineBar({ bar, scale, label, helpId, onMove, onOpen, onSay }: TimelineBarProps) {
  const { id, name, progress, refusal, edits } = bar;
  const { shown, isMoving, handlers } = useMovedSpan({
    span: bar.span,
    refusal,
    daysOf: (pixels) => daysOf(scale, pixels),
    onMove: (span) => onMove(id, span),
    onOpen: () => onOpen(id),
  });
  useEditing(edits?.room, edits?.field ?? '', isMoving);
  const editors = useEditors(edits?.room, edits?.field ?? '');
  const words = label(bar, shown);
  useEffect(() => {
    if (isMoving) onSay(words);
  }, [isMoving, words, onSay]);
  const place = barOf(scale, shown);
  if (place === undefined) return null;
  const [editor] = editors;
  return (
    <button
      type="button"
      className={styles.bar}
      style={
        {
          insetInlineStart: place.start,
          width: place.width,
          '--progress': `${progress}%`,
          ...(editor === undefined ? {} : { '--person': personColour(editor) }),
        } as CSSProperties
      }
      aria-label={words}
      aria-describedby={refusal === undefined ? helpId : undefined}
      aria-description={refusal}
      title={refusal === undefined ? words : `${words} · ${refusal}`}
      data-done={bar.isDone || undefined}
      data-fixed={refusal !== undefined || undefined}
      data-on-its-way={isMoving || undefined}
      data-edited={editor !== undefined || undefined}
      {...handlers}
    >
      <span className={styles.done} aria-hidden />
      <span className={styles.barName} dir="auto">
        {name}
      </span>
      {editor !== undefined && <Editors editors={editors} />}
      {refusal === undefined && (
        <>
          <span className={styles.grip} data-grip="start" aria-hidden />
          <span className={styles.grip} data-grip="end" aria-hidden />
        </>
      )}
    </button>
  );
}

function Editors({ editors }: { readonly editors: readonly string[] }) {
  const nameOf = useNames();
  return <span className={styles.editor}>{writeList(editors.map(nameOf))}</span>;
}
