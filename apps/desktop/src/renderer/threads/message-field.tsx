import { type KeyboardEvent, useRef } from 'react';
import { changeDraft, useDraft } from '../state/drafts.ts';
import styles from './message-field.module.css';

export interface MessageFieldProps {
  /** Under which its draft is kept. */
  readonly place: string;
  /** Names the field for screen readers. */
  readonly label: string;
  readonly placeholder?: string;
  /** It opens because somebody asked to write here. */
  readonly autoFocus?: boolean;
  /** Puts the people of this thread first where somebody is named. */
  readonly threadId: string;
  /** At each key, for instance to tell others. */
  readonly onWrite?: () => void;
  /** Ctrl/Cmd+Enter. */
  readonly onSubmit: () => void;
  /** Escape, where nothing is open that it closes. */
  readonly onEscape?: () => void;
}

/** Where a message is written or edited: it grows with its text, which is kept as a draft at each key. */
export function MessageField(props: MessageFieldProps) {
  const { place, label, placeholder, autoFocus, onWrite, onSubmit, onEscape } = props;
  const text = useDraft(place)?.text ?? '';
  const field = useRef<HTMLTextAreaElement>(null);
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') onEscape?.();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSubmit();
  };
  return (
    <textarea
      ref={field}
      className={styles.text}
      aria-label={label}
      placeholder={placeholder}
      data-place={place}
      // biome-ignore lint/a11y/noAutofocus: it opens because somebody asked to write here
      autoFocus={autoFocus}
      rows={1}
      dir="auto"
      value={text}
      onChange={(event) => {
        changeDraft(place, { text: event.currentTarget.value });
        onWrite?.();
      }}
      onKeyDown={onKeyDown}
    />
  );
}
