/** What the page is about when a key goes down. */
export interface KeyMoment {
  /** The focus is where text is typed. */
  readonly isTyping: boolean;
  /** The focus is in a text that undoes what was typed by itself. */
  readonly undoesItself: boolean;
  /** A dialog, a menu or a list to choose from is open: keys belong to it. */
  readonly isCovered: boolean;
}

const TYPING = 'input, textarea, select, [contenteditable]';
/** Days and ticks hold no text: there is nothing in them to undo. */
const NO_TEXT = '[type="date"], [type="checkbox"], [type="radio"], [readonly]';
const COVERING = '[role="dialog"], [role="menu"], [role="listbox"]';

export function readMoment(target: EventTarget | null): KeyMoment {
  const field = target instanceof Element ? target.closest(TYPING) : null;
  return {
    isTyping: field !== null,
    undoesItself: field !== null && !field.matches(NO_TEXT),
    isCovered: document.querySelector(COVERING) !== null,
  };
}
