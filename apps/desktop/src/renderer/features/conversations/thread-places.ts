import type { Thread } from '@holdfast/shared/model/thread.ts';
import type { Route } from '../../state/route-shape.ts';

/** What a thread is of, as one calls it, and where it is shown. */
export interface ThreadPlace {
  readonly name: string;
  /** Where a message of it is shown; beside the conversations, where that is possible. */
  readonly routeTo: (messageId: string) => Route;
}

/** Where the messages of a thread are shown. */
export function routeToMessage({ id, subjectTable, subjectId }: Thread, messageId: string): Route {
  if (subjectTable === 'ticket') {
    return { screen: 'conversations', detail: { table: 'ticket', id: subjectId }, messageId };
  }
  if (subjectTable === 'project') return { screen: 'projects', id: subjectId, messageId };
  return { screen: 'conversations', id, messageId };
}
