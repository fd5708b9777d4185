/** What the page is about when a key goes down. */
export interface KeyMoment {
  /** The focus is where text is typed. */
  readonly isTyping: boolean;
  /** The focus is in a text that undoes what was typed by itself. */
  readonly undoesItself: boolean;
  /** A dialog, a menu or a list to choose from is open, or something is on its way to another place: keys belong to it. */
  readonly isCovered: boolean;
}

const TYPING = 'input, textarea, select, [contenteditable]';
/** Days and ticks hold no text: there is nothing in them to undo. */
const NO_TEXT = '[type="date"], [type="checkbox"], [type="radio"], [readonly]';
/** A list to choose from stays in the page for a moment after it was closed; whether it is open, its button tells. */
const COVERING =
  '[role="dialog"], [role="menu"], [aria-haspopup="listbox"][data-expanded], [data-on-its-way]';

export function readMoment(target: EventTarget | null): KeyMoment {
  const field = target instanceof Element ? target.closest(TYPING) : null;
  return {
    isTyping: field !== null,
    undoesItself: field !== null && !field.matches(NO_TEXT),
    isCovered: document.querySelector(COVERING) !== null,
  };
}
