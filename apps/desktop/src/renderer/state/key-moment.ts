/** What the page is about when a key goes down. */
export interface KeyMoment {
  /** The focus is where text is typed. */
  readonly isTyping: boolean;
  /** A dialog, a menu or a list to choose from is open: keys belong to it. */
  readonly isCovered: boolean;
}

const TYPING = 'input, textarea, select, [contenteditable]';
const COVERING = '[role="dialog"], [role="menu"], [role="listbox"]';

export function readMoment(target: EventTarget | null): KeyMoment {
  return {
    isTyping: target instanceof Element && target.closest(TYPING) !== null,
    isCovered: document.querySelector(COVERING) !== null,
  };
}
