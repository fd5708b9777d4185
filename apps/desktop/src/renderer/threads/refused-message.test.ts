import { said } from '@holdfast/shared/entity/said.ts';
// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { createElement } from 'react';
import { afterEach, expect, test } from 'vitest';
import type { RefusedChange } from '../../engine/api/state.ts';
import { startAppTexts } from './test-support/app-texts.ts';
import { heldBridge } from './test-support/held-bridge.ts';
import { minute } from './test-support/messages.ts';

const bridge = heldBridge({ userId: 'me', rows: {} });
Object.assign(window, { holdfast: bridge });
const { RefusedMessage } = await import('./refused-message.tsx');
startAppTexts();
afterEach(cleanup);

function refused(id: string, name: string, args: object): RefusedChange {
  const error = { code: 'NOT_FOUND', message: 'It is gone.' } as const;
  return { id, name, what: said('unknown', { name }), at: minute(0), error, args, group: 'a' };
}

test('S5: a message that was not accepted shows what depended on it, and is not discarded without saying how much goes', () => {
  const first = refused('a', 'message.create', { threadId: 't', body: 'Hello' });
  const edit = { changes: { body: { was: 'Hello', now: 'Hello, at five' } } };
  const group = { id: 'a', first, dependents: [refused('b', 'message.edit', edit)] };
  const message = createElement(RefusedMessage, { group });
  render(createElement(MantineProvider, { env: 'test' }, message));
  expect(screen.getByText('and 1 that depended on it')).toBeDefined();
  expect(screen.getByText(/Hello, at five/)).toBeDefined();
  fireEvent.click(screen.getByRole('button', { name: 'Discard' }));
  expect(screen.getByText(/^Discard these 2 changes/)).toBeDefined();
  expect(bridge.calls).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Discard for good' }));
  expect(bridge.calls).toMatchObject([{ name: 'discardChange', params: { id: 'a' } }]);
});
