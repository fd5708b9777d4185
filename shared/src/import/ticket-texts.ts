import { limits } from '../protocol/limits.ts';
import type { CommentDraft, TicketDraft } from './drafts.ts';
import type { ImportChange } from './import-change.ts';
import { BadRow } from './problem.ts';
import { stableId } from './stable-id.ts';

/** Comments travel in changes of at most so many characters, so that none is too large to send. */
const CHANGE_LENGTH = 100_000;
const CHANGE_COMMENTS = 100;

/**
 * The description with what has no field of its own: labels, and people who are not known here. So
 * nothing that the file says of a ticket is lost.
 */
export function descriptionOf(
  { description, labels, creator, assignee }: TicketDraft,
  unknown: { readonly creator: boolean; readonly assignee: boolean },
): string {
  const lines = [
    ...(labels.length === 0 ? [] : [`Labels: ${labels.join(', ')}`]),
    ...(creator !== '' && unknown.creator ? [`Creator: ${creator}`] : []),
    ...(assignee !== '' && unknown.assignee ? [`Assignee: ${assignee}`] : []),
  ];
  const text = [description, lines.join('\n\n')].filter((part) => part !== '').join('\n\n');
  if (text.length <= limits.textLength) return text;
  throw new BadRow('long', { column: 'description', longest: String(limits.textLength) });
}

/** The comments of a ticket as changes, in the order in which they were said. Each begins with who said it. */
export function commentChanges(
  ticketId: string,
  comments: readonly CommentDraft[],
  { createdAt, updatedAt }: { readonly createdAt: string; readonly updatedAt: string },
): readonly ImportChange[] {
  const rows = comments
    .filter(({ body }) => body !== '')
    .map((comment, place) => ({
      id: stableId(0, ticketId, 'comment', String(place)),
      body: bodyOf(comment),
      createdAt: comment.at === undefined || comment.at < createdAt ? updatedAt : comment.at,
    }))
    .sort((one, other) => (one.createdAt < other.createdAt ? -1 : Number(one.createdAt > other.createdAt)));
  return inParts(rows).map((part) => ({ name: 'import.comments', args: { ticketId, comments: part } }));
}

function bodyOf({ author, body }: CommentDraft): string {
  const text = author === '' ? body : `**${author}:**\n\n${body}`;
  if (text.length <= limits.textLength) return text;
  throw new BadRow('long', { column: 'comments', longest: String(limits.textLength) });
}

function inParts<T extends { readonly body: string }>(comments: readonly T[]): T[][] {
  const parts: T[][] = [];
  let length = 0;
  for (const comment of comments) {
    const last = parts.at(-1);
    const isFull = length + comment.body.length > CHANGE_LENGTH || last?.length === CHANGE_COMMENTS;
    if (last === undefined || isFull) {
      parts.push([comment]);
      length = 0;
    } else last.push(comment);
    length += comment.body.length;
  }
  return parts;
}
