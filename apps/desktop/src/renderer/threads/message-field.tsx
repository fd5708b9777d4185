import { Popover } from '@mantine/core';
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import { changeDraft, useDraft } from '../state/drafts.ts';
import { CandidateList } from './mentions/candidate-list.tsx';
import { type Completion, useCompletion } from './mentions/use-completion.ts';
import styles from './message-field.module.css';

export interface MessageFieldProps {
  /** Under which its draft is kept; `beginText` puts a text there to be changed, `bodyOf` says what it says. */
  readonly place: string;
  /** Names the field for screen readers. */
  readonly label: string;
  readonly placeholder?: string;
  /** It opens because somebody asked to write here. */
  readonly autoFocus?: boolean;
  /** The people of this thread come first where somebody is named. */
  readonly threadId: string;
  /** After each change of the text, for instance to tell others. */
  readonly onWrite?: (text: string) => void;
  /** Ctrl/Cmd+Enter. */
  readonly onSubmit: () => void;
  /** Escape, where nothing is open that it closes. */
  readonly onEscape?: () => void;
}

/**
 * Where a message is written or changed: it grows with its text, keeps it as a draft at each key, and
 * completes people after `@`, tickets and projects after `#`.
 */
export function MessageField(props: MessageFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    // One goes on at the end of what stands there.
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length);
  }, []);
  const completion = useCompletion({ field, place: props.place, threadId: props.threadId });
  const isOpen = completion.candidates.length > 0;
  return (
    <Popover
      opened={isOpen}
      position="top-start"
      width={360}
      trapFocus={false}
      returnFocus={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      withRoles={false}
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <div className={styles.field}>
          <TextArea {...props} field={field} completion={completion} />
        </div>
      </Popover.Target>
      <Popover.Dropdown className={styles.candidates}>
        <CandidateList {...completion} />
      </Popover.Dropdown>
    </Popover>
  );
}

interface TextAreaProps extends MessageFieldProps {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly completion: Completion;
}

function TextArea(props: TextAreaProps) {
  const { place, label, placeholder, autoFocus, field, completion, onWrite, onSubmit, onEscape } = props;
  const text = useDraft(place)?.text ?? '';
  const { listId, candidates, active, moved } = completion;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || completion.onKeyDown(event)) return;
    if (event.key === 'Escape') onEscape?.();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSubmit();
  };
  const open =
    candidates.length === 0
      ? {}
      : { 'aria-controls': listId, 'aria-activedescendant': `${listId}-${active}` };
  return (
    <textarea
      ref={field}
      className={styles.text}
      aria-label={label}
      aria-autocomplete="list"
      aria-haspopup="listbox"
      {...open}
      placeholder={placeholder}
      data-place={place}
      // biome-ignore lint/a11y/noAutofocus: it opens because somebody asked to write here
      autoFocus={autoFocus}
      rows={1}
      dir="auto"
      value={text}
      onChange={({ currentTarget }) => {
        changeDraft(place, { text: currentTarget.value });
        moved(currentTarget.selectionEnd);
        onWrite?.(currentTarget.value);
      }}
      onSelect={({ currentTarget: { selectionStart, selectionEnd } }) =>
        moved(selectionStart === selectionEnd ? selectionEnd : undefined)
      }
      onBlur={() => moved(undefined)}
      onKeyDown={onKeyDown}
    />
  );
}
