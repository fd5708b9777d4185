import { messageModel } from '@holdfast/shared/model/message.ts';
import { participantModel } from '@holdfast/shared/model/participant.ts';
import { useMemo } from 'react';
import { useLiveQuery } from '../../hooks/use-live-query.ts';

/** So many of the latest messages say who talks here. */
const LATEST = 50;

/** Who takes part in a thread: its members, and who wrote in it lately. Nobody without a thread. */
export function useThreadPeople(threadId: string | undefined): ReadonlySet<string> {
  const members = useLiveQuery(
    participantModel,
    threadId === undefined ? undefined : { where: { threadId }, offset: 0, limit: 500 },
  );
  const latest = useLiveQuery(
    messageModel,
    threadId === undefined
      ? undefined
      : {
          where: { threadId },
          order: [{ column: 'createdAt', direction: 'descending' }],
          offset: 0,
          limit: LATEST,
        },
  );
  return useMemo(
    () =>
      new Set([
        ...(members?.rows ?? []).map(({ row }) => row.userId),
        ...(latest?.rows ?? []).map(({ row }) => row.authorId),
      ]),
    [members, latest],
  );
}
