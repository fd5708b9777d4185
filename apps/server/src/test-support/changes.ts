import { newId } from './test-server.ts';

/** Arguments of a new ticket. */
export function newTicket(more: Readonly<Record<string, unknown>> = {}) {
  return {
    id: newId(),
    title: 'The printer smokes',
    description: 'It **smokes** since this morning.',
    priority: 'normal',
    assigneeId: null,
    projectId: null,
    divisionId: null,
    due: null,
    ...more,
  };
}
