import type { Model, RowOf } from '@holdfast/shared/entity/define-model.ts';
import type { Attachment } from '@holdfast/shared/model/attachment.ts';
import { messageModel } from '@holdfast/shared/model/message.ts';
import { projectModel } from '@holdfast/shared/model/project.ts';
import { ticketModel } from '@holdfast/shared/model/ticket.ts';
import { useRowsById } from '../../hooks/use-rows-by-id.ts';
import type { Route } from '../../state/route-shape.ts';
import { jumpToMessage } from '../../threads/thread-jumps.ts';
import { useThreadPlaces } from '../conversations/use-thread-places.ts';

/** What a file hangs on, as one calls it, and where that is shown. */
export interface FilePlace {
  readonly name: string;
  readonly route: Route;
  /** To be called once the route is taken: leads on to the message that the file came with. */
  readonly arrive: () => void;
}

const there = () => {};

/** Where these files stand, by their ids; those of which that is not known yet are left out. */
export function useFilePlaces(files: readonly Attachment[]): ReadonlyMap<string, FilePlace> {
  const tickets = useSubjects(ticketModel, files);
  const projects = useSubjects(projectModel, files);
  const messages = useSubjects(messageModel, files);
  const threads = useThreadPlaces([...messages.values()].map(({ threadId }) => threadId));
  const placeOf = ({ subjectId }: Attachment): FilePlace | undefined => {
    const ticket = tickets.get(subjectId);
    if (ticket !== undefined) return { name: ticket.title, route: ticketRoute(subjectId), arrive: there };
    const project = projects.get(subjectId);
    if (project !== undefined)
      return { name: project.name, route: { screen: 'projects', id: subjectId }, arrive: there };
    const threadId = messages.get(subjectId)?.threadId;
    const thread = threadId === undefined ? undefined : threads.get(threadId);
    if (threadId === undefined || thread === undefined) return undefined;
    return { name: thread.name, route: thread.route, arrive: () => jumpToMessage(threadId, subjectId) };
  };
  return new Map(
    files.flatMap((file) => {
      const place = placeOf(file);
      return place === undefined ? [] : [[file.id, place]];
    }),
  );
}

function useSubjects<M extends Model>(model: M, files: readonly Attachment[]): ReadonlyMap<string, RowOf<M>> {
  const of = files.filter(({ subjectTable }) => subjectTable === model.table);
  return useRowsById(
    model,
    of.map(({ subjectId }) => subjectId),
  );
}

function ticketRoute(id: string): Route {
  return { screen: 'tickets', detail: { table: 'ticket', id } };
}
