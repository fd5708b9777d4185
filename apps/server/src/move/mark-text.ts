/** What a mark says: whether data has gone somewhere, or comes from somewhere and is not complete. */
export interface MarkText {
  /** Names the move in both homes, so that the end of one is not taken for that of another. */
  readonly moveId: string;
  /** Where the data went, without secrets; nothing where it is still coming in. */
  readonly where: string | undefined;
  /** The life of the data that is coming in (S19). */
  readonly epoch: string | undefined;
}

const ARRIVING = 'arriving:';

/** In the home that is left. */
export function goneMark(where: string, moveId: string): string {
  return `${where}#${moveId}`;
}

/** In the home that is filled: nobody serves from it as long as it is there. */
export function arrivingMark(epoch: string, moveId: string): string {
  return `${ARRIVING}${epoch}#${moveId}`;
}

export function readMarkText(mark: string): MarkText {
  const cut = mark.lastIndexOf('#');
  const said = cut === -1 ? mark : mark.slice(0, cut);
  const moveId = cut === -1 ? '' : mark.slice(cut + 1);
  return said.startsWith(ARRIVING)
    ? { moveId, where: undefined, epoch: said.slice(ARRIVING.length) }
    : { moveId, where: said, epoch: undefined };
}
