import { mutate } from '../../state/mutate.ts';
import { goTo, showDetail } from '../../state/route.ts';
import { jumpToMessage } from '../../threads/thread-jumps.ts';
import { openConnectionSheet } from '../connection/sheet-store.ts';
import type { InboxGroup } from './inbox-groups.ts';

/** Shows what a group is about, at the newest message if that is the news, and with that it was seen. */
export function openGroup(group: InboxGroup): void {
  showPlace(group);
  seeGroup(group);
  jumpToNews(group);
}

/** As above, in the place of the one that is open beside the inbox: for walking down the list. */
export function walkToGroup(group: InboxGroup): void {
  if (group.subject?.table !== 'ticket') return;
  showDetail({ table: 'ticket', id: group.subject.id });
  seeGroup(group);
  jumpToNews(group);
}

function showPlace({ subject, items }: InboxGroup): void {
  if (subject === undefined) {
    if (items[0]?.kind === 'refused') openConnectionSheet();
    else goTo({ screen: 'tickets' });
  } else if (subject.table === 'ticket')
    goTo({ screen: 'inbox', detail: { table: 'ticket', id: subject.id } });
  else if (subject.table === 'project') goTo({ screen: 'projects', id: subject.id });
  else goTo({ screen: 'conversations', id: subject.id });
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
