import { mutate } from '../../state/mutate.ts';
import { goTo, showDetail } from '../../state/route.ts';
import { jumpToMessage } from '../../threads/thread-jumps.ts';
import { openConnectionSheet } from '../connection/sheet-store.ts';
import type { InboxGroup, Subject } from './inbox-groups.ts';

/** Shows what a group is about, at the newest message if that is the news, and with that it was seen. */
export function openGroup(group: InboxGroup): void {
  showPlace(group);
  seeGroup(group);
  jumpToNews(group);
}

/** As above, in the place of the one that is open beside the inbox: for walking down the list. */
export function walkToGroup(group: InboxGroup): void {
  if (!isShownBeside(group.subject)) return;
  showDetail(group.subject);
  seeGroup(group);
  jumpToNews(group);
}

function showPlace({ subject, items }: InboxGroup): void {
  if (subject === undefined) {
    if (items[0]?.kind === 'refused') openConnectionSheet();
    else goTo({ screen: 'tickets' });
  } else if (isShownBeside(subject)) goTo({ screen: 'inbox', detail: subject });
  else if (subject.table === 'project') goTo({ screen: 'projects', id: subject.id });
  else goTo({ screen: 'conversations', id: subject.id });
}

/** What stands beside the inbox; others have a screen of their own. */
type Beside = Subject & { readonly table: 'ticket' | 'alert' };

function isShownBeside(subject: Subject | undefined): subject is Beside {
  return subject?.table === 'ticket' || subject?.table === 'alert';
}

/** Looking at it is no change to be undone. */
function seeGroup({ items }: InboxGroup): void {
  const ids = items.filter(({ readAt }) => readAt === null).map(({ id }) => id);
  if (ids.length > 0) mutate('notification.seen', { ids });
}

/** Threads of tickets and projects have the id of what they are of. */
function jumpToNews({ subject, items }: InboxGroup): void {
  const [newest] = items;
  if (subject !== undefined && newest?.causeTable === 'message') jumpToMessage(subject.id, newest.causeId);
}
