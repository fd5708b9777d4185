import { expect, test } from 'vitest';
import { listUnsent } from './unsent.ts';

const at = '2026-01-01T00:00:00.000Z';

test('S7: what was written and never sent is all there to copy: waiting, not accepted, and drafts', () => {
  const unsent = listUnsent(
    {
      waiting: [
        { id: '1', name: 'message.create', what: 'Comment', at, state: 'waiting', args: { body: 'Hello' } },
      ],
      refused: [
        {
          id: '2',
          name: 'ticket.create',
          what: 'New ticket “Lamp”',
          at,
          error: { code: 'NOT_FOUND', message: 'Gone.' },
          args: { title: 'Lamp', description: 'It flickers.' },
          group: '2',
        },
      ],
    },
    { 'comment 7': { text: 'Half a thought' }, 'comment 8': { text: '  ' } },
  );
  expect(unsent.map(({ text }) => text)).toEqual([
    'Comment\n\nHello',
    'New ticket “Lamp”\n\nLamp\n\nIt flickers.',
    'Half a thought',
  ]);
});
