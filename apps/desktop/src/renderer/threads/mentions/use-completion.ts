import { type KeyboardEvent, type RefObject, useId, useState } from 'react';
import { changeDraft, useDraft, useDrafts } from '../../state/drafts.ts';
import { type Candidate, nameFor } from './candidate.ts';
import { findTrigger, type Trigger } from './find-trigger.ts';
import { insertText } from './insert-text.ts';
import { useCandidates } from './use-candidates.ts';

export interface Completion {
  /** Of the list, and of each option followed by its place. */
  readonly listId: string;
  readonly candidates: readonly Candidate[];
  /** Which one Enter would take. */
  readonly active: number;
  readonly choose: (candidate: Candidate) => void;
  /** Where the cursor is, or nothing where text is marked or the field was left. */
  readonly moved: (caret: number | undefined) => void;
  /** Says whether the key was the list's. */
  readonly onKeyDown: (event: KeyboardEvent) => boolean;
}

export interface CompletionOptions {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  /** Under which the field's draft is kept. */
  readonly place: string;
  readonly threadId: string;
}

/** Finds the rows that somebody begins to name in a field, and puts the chosen one there. */
export function useCompletion({ field, place, threadId }: CompletionOptions): Completion {
  const listId = useId();
  const [caret, setCaret] = useState<number>();
  const [left, setLeft] = useState<number>();
  const [marked, setMarked] = useState({ key: '', active: 0 });
  const named = useNamed(place, caret);
  // What was left with Escape stays left until something else is named.
  const trigger = named?.start === left ? undefined : named;
  const candidates = useCandidates(trigger, threadId);
  const key = `${trigger?.start} ${trigger?.sign}${trigger?.words}`;
  const active = marked.key === key ? Math.min(marked.active, candidates.length - 1) : 0;

  const choose = (candidate: Candidate) => {
    if (field.current !== null && trigger !== undefined && caret !== undefined)
      put(field.current, { place, start: trigger.start, end: caret }, candidate);
  };
  const onKeyDown = (event: KeyboardEvent): boolean => {
    const chosen = candidates[active];
    if (chosen === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey)
      return false;
    if (event.key === 'Escape') setLeft(trigger?.start);
    else if (event.key === 'Enter' || event.key === 'Tab') choose(chosen);
    else if (event.key === 'ArrowDown') setMarked({ key, active: (active + 1) % candidates.length });
    else if (event.key === 'ArrowUp')
      setMarked({ key, active: (active + candidates.length - 1) % candidates.length });
    else return false;
    event.preventDefault();
    return true;
  };
  const moved = (now: number | undefined) => {
    setCaret(now);
    if (now === undefined || (left !== undefined && now <= left)) setLeft(undefined);
  };
  return { listId, candidates, active, choose, moved, onKeyDown };
}

/** What is being named at the cursor, unless it is named already. */
function useNamed(place: string, caret: number | undefined): Trigger | undefined {
  const draft = useDraft(place);
  if (draft === undefined || caret === undefined) return undefined;
  const trigger = findTrigger(draft.text, caret);
  if (trigger === undefined) return undefined;
  return draft.names?.[`${trigger.sign}${trigger.words}`] === undefined ? trigger : undefined;
}

interface Spot {
  readonly place: string;
  readonly start: number;
  readonly end: number;
}

function put(field: HTMLTextAreaElement, { place, start, end }: Spot, candidate: Candidate): void {
  const { shown, names } = nameFor(candidate, useDrafts.getState().drafts[place]?.names ?? {});
  changeDraft(place, { names });
  const isFollowed = /^\s/.test(field.value.slice(end));
  insertText(field, start, end, isFollowed ? shown : `${shown} `);
}
