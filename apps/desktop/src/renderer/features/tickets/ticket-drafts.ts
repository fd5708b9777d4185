/** Under which a comment that was begun on a ticket is kept. */
export function commentDraft(ticketId: string): string {
  return `comment ${ticketId}`;
}

/** Under which a description that is being edited is kept. */
export function descriptionDraft(ticketId: string): string {
  return `description ${ticketId}`;
}
