import { said } from '@holdfast/shared/entity/said.ts';
import { expect, test } from 'vitest';
import { startAppTexts } from '../threads/test-support/app-texts.ts';
import { listUnsent } from './unsent.ts';

startAppTexts();

const at = '2026-01-01T00:00:00.000Z';

test('S7: what was written and never sent is all there to copy: waiting, not accepted, and drafts', () => {
  const unsent = listUnsent(
    {
      waiting: [
        {
          id: '1',
          name: 'message.create',
          what: said('message.create', { text: 'Hello' }),
          at,
          state: 'waiting',
          args: { body: 'Hello' },
        },
      ],
      refused: [
        {
          id: '2',
          name: 'ticket.create',
          what: said('ticket.create', { title: 'Lamp' }),
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
    'Comment “Hello”\n\nHello',
    'New ticket “Lamp”\n\nLamp\n\nIt flickers.',
    'Half a thought',
  ]);
});
