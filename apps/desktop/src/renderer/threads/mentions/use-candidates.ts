import type { Model, RowOf } from '@holdfast/shared/entity/define-model.ts';
import { mentionLabel } from '@holdfast/shared/mentions.ts';
import { projectModel } from '@holdfast/shared/model/project.ts';
import { type Ticket, ticketModel } from '@holdfast/shared/model/ticket.ts';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { RowQuery } from '../../../engine/api/query.ts';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useMyId, usePeople } from '../../hooks/use-people.ts';
import { matches } from '../../ui/matches.ts';
import type { Candidate } from './candidate.ts';
import type { Trigger } from './find-trigger.ts';
import { peopleCandidates } from './people-candidates.ts';
import { useThreadPeople } from './use-thread-people.ts';

const MOST = 8;
const MOST_PROJECTS = 3;
/** Rows that hold the words anywhere; those that hold them in their name are shown. */
const MOST_LOOKED_AT = 50;

/** Rows that could be meant by what is being typed; none while nothing is being named. */
export function useCandidates(trigger: Trigger | undefined, threadId: string): readonly Candidate[] {
  const people = usePersonCandidates(trigger?.sign === '@' ? trigger.words : undefined, threadId);
  const words = trigger?.sign === '#' ? trigger.words : undefined;
  const projects = useProjectCandidates(words);
  const tickets = useTicketCandidates(words);
  return [...people, ...projects, ...tickets].slice(0, MOST);
}

function usePersonCandidates(words: string | undefined, threadId: string): readonly Candidate[] {
  const people = usePeople();
  const myId = useMyId();
  const near = useThreadPeople(words === undefined ? undefined : threadId);
  if (words === undefined) return [];
  return peopleCandidates({ people: people.values(), words, near, myId });
}

function useProjectCandidates(words: string | undefined): readonly Candidate[] {
  const { t } = useTranslation();
  const rows = useFound(projectModel, words, { order: [{ column: 'name', direction: 'ascending' }] });
  return rows
    .filter(({ name }) => matches(name, words ?? ''))
    .slice(0, MOST_PROJECTS)
    .map(({ id, name }) => ({
      id,
      kind: 'project',
      shown: `#${mentionLabel(name)}`,
      label: name,
      hint: t('mention.project'),
      address: `holdfast:project/${id}`,
    }));
}

function useTicketCandidates(words: string | undefined): readonly Candidate[] {
  const { t } = useTranslation();
  const number = Number(/^\d{1,9}$/.exec(words ?? '')?.[0]);
  const exact = useLiveQuery(
    ticketModel,
    Number.isNaN(number) ? undefined : { where: { number }, offset: 0, limit: 1 },
  );
  const found = useFound(ticketModel, words, {
    order: [{ column: 'updatedAt', direction: 'descending' }],
  });
  const first = exact?.rows[0]?.row;
  const others = found.filter(
    (ticket) => ticket.id !== first?.id && matches(`${ticket.title} ${ticket.number ?? ''}`, words ?? ''),
  );
  return [...(first === undefined ? [] : [first]), ...others].map((ticket) =>
    ticketCandidate(ticket, t('mention.new')),
  );
}

/** Rows whose text holds the words. Until the next answer those of the last one, so that the list does not blink. */
function useFound<M extends Model>(
  model: M,
  words: string | undefined,
  { order }: Pick<RowQuery, 'order'>,
): readonly RowOf<M>[] {
  const query = words === undefined ? undefined : { search: words, order, offset: 0, limit: MOST_LOOKED_AT };
  const result = useLiveQuery(model, query);
  const last = useRef(result);
  useEffect(() => {
    if (result !== undefined) last.current = result;
  }, [result]);
  if (words === undefined) return [];
  return (result ?? last.current)?.rows.map(({ row }) => row) ?? [];
}

/** A ticket is named by its number, which says nothing of it to those who may not see it; before it has one, by a link. */
function ticketCandidate({ id, number, title }: Ticket, isNew: string): Candidate {
  if (number !== null) return { id, kind: 'ticket', shown: `#${number}`, label: title, hint: `#${number}` };
  const shown = `#${mentionLabel(title)}`;
  return { id, kind: 'ticket', shown, label: title, hint: isNew, address: `holdfast:ticket/${id}` };
}
