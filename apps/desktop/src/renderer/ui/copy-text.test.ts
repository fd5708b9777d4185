import { said } from '@holdfast/shared/entity/said.ts';
import { expect, test } from 'vitest';
import { startAppTexts } from '../threads/test-support/app-texts.ts';
import { copyText } from './copy-text.ts';

startAppTexts();

test('what a person wrote can be taken along whole', () => {
  const change = {
    what: said('message.create', { text: 'Hello…' }),
    args: { id: '0190', threadId: '0191', body: 'Hello\nthere' },
  };
  expect(copyText(change)).toBe('Comment “Hello…”\n\nHello\nthere');
});

test('of a changed field, the new text, not the old one', () => {
  const args = {
    id: '0190',
    changes: {
      description: { was: 'old', now: 'new' },
      due: { was: null, now: null },
      status: { was: 'open', now: 'waiting' },
    },
  };
  expect(copyText({ what: said('field.description'), args })).toBe('Description\n\nnew');
});
