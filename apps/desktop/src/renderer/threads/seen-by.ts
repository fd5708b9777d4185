/** How far somebody has read. */
interface Marker {
  readonly userId: string;
  readonly readTo: number;
}

/** Who of the others has read a message; its author needs no telling. */
export function seenBy(
  message: { readonly number: number | null; readonly authorId: string },
  markers: readonly Marker[],
  me: string,
): string[] {
  const { number, authorId } = message;
  if (number === null) return [];
  return markers
    .filter(({ userId, readTo }) => readTo >= number && userId !== authorId && userId !== me)
    .map(({ userId }) => userId);
}
