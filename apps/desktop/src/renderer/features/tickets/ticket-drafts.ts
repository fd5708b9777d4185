/** Under which a description that is being edited is kept. */
export function descriptionDraft(ticketId: string): string {
  return `description ${ticketId}`;
}
