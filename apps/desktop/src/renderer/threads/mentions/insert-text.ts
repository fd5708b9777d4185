/**
 * Puts a text in the place of a part of a field, as if it had been typed: the field tells its listeners,
 * and its own undo takes it back. Only the old command of editors does both.
 */
export function insertText(field: HTMLTextAreaElement, start: number, end: number, text: string): void {
  field.focus();
  field.setSelectionRange(start, end);
  document.execCommand('insertText', false, text);
}
