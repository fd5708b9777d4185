/** Puts the cursor into the field that keeps its text at this place, where one is on the screen. */
export function focusField(place: string): void {
  document.querySelector<HTMLElement>(`textarea[data-place="${CSS.escape(place)}"]`)?.focus();
}
