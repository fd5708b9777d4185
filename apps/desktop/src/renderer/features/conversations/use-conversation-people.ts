import { type Participant, participantModel } from '@holdfast/shared/model/participant.ts';
import type { User } from '@holdfast/shared/model/user.ts';
import { useMemo } from 'react';
import type { QueriedRow } from '../../../engine/api/query.ts';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useMyId, usePeople } from '../../hooks/use-people.ts';

/** Somebody who takes part in a conversation. */
export interface ConversationMember extends QueriedRow<Participant> {
  /** Nothing where the directory does not name them. */
  readonly person: User | undefined;
}

/** Who takes part in a conversation, by name, oneself among them; nothing until that is known, and without an id. */
export function useConversationPeople(
  threadId: string | undefined,
): readonly ConversationMember[] | undefined {
  const people = usePeople();
  const participants = useLiveQuery(
    participantModel,
    threadId === undefined ? undefined : { where: { threadId }, offset: 0, limit: 2_000 },
  );
  return useMemo(
    () =>
      participants?.rows
        .map((queried) => ({ ...queried, person: people.get(queried.row.userId) }))
        .sort((left, right) => nameOf(left).localeCompare(nameOf(right))),
    [participants, people],
  );
}

/** The others in a conversation, in the same way. */
export function useOthers(threadId: string | undefined): readonly ConversationMember[] {
  const members = useConversationPeople(threadId);
  const me = useMyId();
  return useMemo(() => members?.filter(({ row }) => row.userId !== me) ?? [], [members, me]);
}

function nameOf({ person }: ConversationMember): string {
  return person?.name ?? '';
}
