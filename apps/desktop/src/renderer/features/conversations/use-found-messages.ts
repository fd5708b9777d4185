import { messageModel } from '@holdfast/shared/model/message.ts';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { searchWords } from './found-parts.ts';

/** The messages on this device that have these words, the latest first: whatever is here one may see. */
export function useFoundMessages(search: string, limit: number) {
  return useLiveQuery(
    messageModel,
    searchWords(search).length === 0
      ? undefined
      : {
          search,
          order: [{ column: 'createdAt', direction: 'descending' }],
          offset: 0,
          limit,
        },
  );
}
