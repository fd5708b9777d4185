import type { Thread } from '@holdfast/shared/model/thread.ts';
import { goTo } from '../../state/route.ts';
import type { Route } from '../../state/route-shape.ts';
import { jumpToMessage } from '../../threads/thread-jumps.ts';

/** What a thread is of, as one calls it. */
export interface ThreadPlace {
  readonly name: string;
  readonly route: Route;
  /** Shows one of its messages where it stands. */
  readonly show: (messageId: string) => void;
}

/** Shows a message where it stands: a ticket's beside the conversations, a project's on its page. */
export function showMessage(thread: Thread, messageId: string): void {
  goTo(routeOf(thread));
  jumpToMessage(thread.id, messageId);
}

/** Where a thread is shown. */
export function routeOf({ id, subjectTable, subjectId }: Thread): Route {
  if (subjectTable === 'ticket')
    return { screen: 'conversations', detail: { table: 'ticket', id: subjectId } };
  if (subjectTable === 'project') return { screen: 'projects', id: subjectId };
  return { screen: 'conversations', id };
}
