import { fireEvent } from '@testing-library/react';

/** Gives the page of a test the one command of editors that the app uses; it has none by itself. */
export function knowInsertCommand(): void {
  Object.assign(document, { execCommand: insert });
}

function insert(_command: string, _ui: boolean, text: string): boolean {
  const field = document.activeElement;
  if (!(field instanceof HTMLTextAreaElement)) return false;
  const { value, selectionStart, selectionEnd } = field;
  const caret = selectionStart + text.length;
  fireEvent.change(field, {
    target: {
      value: value.slice(0, selectionStart) + text + value.slice(selectionEnd),
      selectionStart: caret,
      selectionEnd: caret,
    },
  });
  return true;
}
