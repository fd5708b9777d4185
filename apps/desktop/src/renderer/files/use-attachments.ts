import { type Attachment, attachmentModel } from '@holdfast/shared/model/attachment.ts';
import type { QueriedRow } from '../../engine/api/query.ts';
import { useLiveQuery } from '../hooks/use-live-query.ts';

/** More files of one thing are not listed. */
const MOST = 500;

/** The files that hang on a row, in the order in which they came; nothing until they are read. */
export function useAttachments(subjectId: string | undefined): readonly QueriedRow<Attachment>[] | undefined {
  const found = useLiveQuery(
    attachmentModel,
    subjectId === undefined
      ? undefined
      : {
          where: { subjectId, removedAt: null },
          order: [{ column: 'createdAt', direction: 'ascending' }],
          offset: 0,
          limit: MOST,
        },
  );
  return found?.rows;
}
