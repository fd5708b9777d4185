import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { EditedBy, type FieldPlace } from '../presence/edited-by.tsx';
import styles from './day-field.module.css';

export interface DayFieldProps {
  readonly label: string;
  readonly day: string | null;
  readonly refusal: string | undefined;
  /** The field, where others are told that one edits it. */
  readonly edits?: FieldPlace;
  /** Shown where there is none. */
  readonly none: string;
  /** What takes it away. */
  readonly clear: string;
  /** `was`: the day that the editing began with (S27). */
  readonly save: (was: string | null, now: string | null) => unknown;
}

/** A day, typed or chosen from a calendar. What is typed is saved when one leaves it, what is chosen at once. */
export function DayField({ edits, ...props }: DayFieldProps) {
  const [hasFocus, setHasFocus] = useState(false);
  const field = <Field {...props} onFocus={setHasFocus} />;
  if (edits === undefined) return field;
  return (
    <EditedBy place={edits} isEditing={hasFocus && props.refusal === undefined} look="line">
      {field}
    </EditedBy>
  );
}

interface FieldProps extends Omit<DayFieldProps, 'edits'> {
  readonly onFocus: (hasFocus: boolean) => void;
}

function Field({ label, day, refusal, none, clear, save, onFocus }: FieldProps) {
  const { value, handlers } = useDayEdit(day, save, onFocus);
  const isFixed = refusal !== undefined;
  // The browser keeps the sign of its calendar at the right in every language; the words keep clear of it.
  return (
    <span className={styles.field} dir="ltr">
      <input
        type="date"
        className={styles.day}
        aria-label={label}
        title={refusal}
        aria-description={refusal}
        data-none={value === '' || undefined}
        readOnly={isFixed}
        max="9999-12-31"
        value={value}
        {...handlers}
      />
      {value === '' && (
        <span className={styles.none} aria-hidden>
          {none}
        </span>
      )}
      {day !== null && !isFixed && (
        <ActionIcon aria-label={clear} title={clear} onClick={() => save(day, null)}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      )}
    </span>
  );
}

interface DayEdit {
  readonly was: string | null;
  readonly now: string;
}

/** The day that is typed right now. A year is typed digit by digit, and each of them is a day. */
function useDayEdit(day: string | null, save: DayFieldProps['save'], onFocus: FieldProps['onFocus']) {
  const [edit, setEdit] = useState<DayEdit>();
  const isTyping = useRef(false);
  const finish = async (last: DayEdit | undefined) => {
    if (last !== undefined && last.now !== '' && last.now !== last.was) await save(last.was, last.now);
    setEdit(undefined);
  };
  const change = (now: string) => {
    const next = { was: edit === undefined ? day : edit.was, now };
    setEdit(next);
    if (!isTyping.current) finish(next);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    isTyping.current = true;
    if (event.key === 'Enter') finish(edit);
    if (event.key === 'Escape') setEdit(undefined);
  };
  return {
    value: edit?.now ?? day ?? '',
    handlers: {
      onChange: (event: { currentTarget: HTMLInputElement }) => change(event.currentTarget.value),
      onKeyDown,
      onPointerDown: () => {
        isTyping.current = false;
      },
      onFocus: () => onFocus(true),
      onBlur: () => {
        onFocus(false);
        isTyping.current = false;
        finish(edit);
      },
    },
  };
}
