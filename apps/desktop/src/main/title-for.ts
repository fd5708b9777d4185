/** The window's title, with how many messages are unread. */
export function titleFor(unread: number): string {
  return unread === 0 ? 'Holdfast' : `(${unread}) Holdfast`;
}
