import type { RowQuery } from '../../../engine/api/query.ts';

/** The conversations that are only their members', the latest first. */
export const conversationsQuery = {
  where: { subjectTable: ['group', 'direct'] },
  order: [{ column: 'lastMessageAt', direction: 'descending' }],
} satisfies Partial<RowQuery>;
