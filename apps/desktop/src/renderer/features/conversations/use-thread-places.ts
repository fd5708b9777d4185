import type { Model } from '@holdfast/shared/entity/define-model.ts';
import { participantModel } from '@holdfast/shared/model/participant.ts';
import { projectModel } from '@holdfast/shared/model/project.ts';
import { isPrivateThread, type Thread, threadModel } from '@holdfast/shared/model/thread.ts';
import { ticketModel } from '@holdfast/shared/model/ticket.ts';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useMyId, usePeople } from '../../hooks/use-people.ts';
import { conversationName } from './conversation-name.ts';
import { routeOf, showMessage, type ThreadPlace } from './thread-places.ts';

const MOST = 1_000;

/** What these threads are called and where they are shown; those of which that is not known yet are left out. */
export function useThreadPlaces(threadIds: readonly string[]): ReadonlyMap<string, ThreadPlace> {
  const threads = useRowsWhere(threadModel, 'id', [...new Set(threadIds)]);
  const nameOf = useNames(threads);
  return new Map(
    threads.flatMap((thread) => {
      const name = nameOf(thread);
      if (name === undefined) return [];
      const show = (messageId: string) => showMessage(thread, messageId);
      return [[thread.id, { name, route: routeOf(thread), show }]];
    }),
  );
}

function useNames(threads: readonly Thread[]): (thread: Thread) => string | undefined {
  const { t } = useTranslation();
  const me = useMyId();
  const people = usePeople();
  const subjects = (table: Thread['subjectTable']) =>
    threads.filter(({ subjectTable }) => subjectTable === table).map(({ subjectId }) => subjectId);
  const tickets = useRowsWhere(ticketModel, 'id', subjects('ticket'));
  const projects = useRowsWhere(projectModel, 'id', subjects('project'));
  const participants = useRowsWhere(participantModel, 'threadId', subjects('direct'));
  return (thread) => {
    const { id, subjectTable, subjectId } = thread;
    if (subjectTable === 'ticket') return tickets.find((ticket) => ticket.id === subjectId)?.title;
    if (subjectTable === 'project') return projects.find((project) => project.id === subjectId)?.name;
    if (!isPrivateThread(thread)) return undefined;
    const others = participants.filter(({ threadId, userId }) => threadId === id && userId !== me);
    return conversationName(
      thread,
      others.map(({ userId }) => people.get(userId)),
      t('somebody'),
    );
  };
}

function useRowsWhere<M extends Model>(model: M, column: string, ids: readonly string[]) {
  const found = useLiveQuery(
    model,
    ids.length === 0 ? undefined : { where: { [column]: ids.slice(0, MOST) }, offset: 0, limit: 2_000 },
  );
  return found?.rows.map(({ row }) => row) ?? [];
}
