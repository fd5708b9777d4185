// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { createElement } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startAppTexts } from './test-support/app-texts.ts';
import { heldBridge } from './test-support/held-bridge.ts';
import { aMessage } from './test-support/messages.ts';
import type { ThreadMessage } from './thread-message.ts';

const person = { disabled: false, role: 'agent', createdAt: '', email: '' };
const bridge = heldBridge({
  userId: 'me',
  rows: {
    user: [
      { ...person, id: 'me', name: 'Bea Myself' },
      { ...person, id: 'ben', name: 'Ben Okafor' },
    ],
    message_version: [
      { id: 'v', messageId: 'own', body: 'As it was', writtenAt: '2026-01-01T12:00:00.000Z' },
    ],
  },
});
Object.assign(window, { holdfast: bridge });
const { MessageItem } = await import('./message-item.tsx');
const { ThreadContext } = await import('./thread-context.ts');
const { useDrafts } = await import('../state/drafts.ts');
const { followEngine } = await import('../state/engine-states.ts');
followEngine();
startAppTexts();

beforeEach(() => useDrafts.setState({ drafts: {} }));
afterEach(() => {
  cleanup();
  bridge.calls.length = 0;
});

const own = aMessage(1, 0, { id: 'own', authorId: 'me', body: 'Hello' });

/** Shows a message and gives its place. */
function show(message: ThreadMessage): HTMLElement {
  const item = createElement(MessageItem, { message, before: undefined, isStop: true, isMarked: false });
  const thread = createElement(ThreadContext, { value: { threadId: 't', room: 'thread:t' } }, item);
  render(createElement(MantineProvider, { env: 'test' }, thread));
  return screen.getByRole('article');
}

const made = () => bridge.calls.filter(({ name }) => name === 'mutate').map(({ params }) => params);

test('the keys of a message act on it', () => {
  const article = show(own);
  fireEvent.keyDown(article, { key: 'p' });
  expect(made()).toEqual([{ name: 'message.pin', args: { id: 'own', pinned: true } }]);
  fireEvent.keyDown(article, { key: 'r' });
  expect(Object.values(useDrafts.getState().drafts)).toEqual([expect.objectContaining({ replyToId: 'own' })]);
  fireEvent.keyDown(article, { key: 'e' });
  const field = within(article).getByRole('textbox', { name: 'Message' });
  expect(field).toHaveProperty('value', 'Hello');
  // What is typed there is no command.
  fireEvent.keyDown(field, { key: 'p' });
  expect(made()).toHaveLength(1);
});

test('a message is deleted once that was confirmed', () => {
  const article = show(own);
  fireEvent.keyDown(article, { key: 'Delete' });
  expect(made()).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Delete it' }));
  expect(made()).toEqual([{ name: 'message.delete', args: { id: 'own' } }]);
});

test('an edit is saved with what it was made from, and kept while it is not', () => {
  const article = show(own);
  fireEvent.keyDown(article, { key: 'e' });
  fireEvent.change(screen.getByRole('textbox', { name: 'Message' }), { target: { value: 'Hello all' } });
  cleanup();
  show(own);
  expect(screen.getByRole('textbox', { name: 'Message' })).toHaveProperty('value', 'Hello all');
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(made()).toEqual([
    {
      name: 'message.reword',
      args: {
        id: 'own',
        versionId: expect.any(String),
        changes: { body: { was: 'Hello', now: 'Hello all' } },
      },
    },
  ]);
});

test('of others’ messages nothing can be changed, and of a deleted one nothing is left', () => {
  const article = show(aMessage(1, 0));
  for (const key of ['e', 'Delete']) fireEvent.keyDown(article, { key });
  expect(screen.queryByRole('textbox')).toBeNull();
  expect(screen.queryByRole('button', { name: 'Delete it' })).toBeNull();
  cleanup();
  const deleted = show(aMessage(1, 0, { body: '', deletedAt: '2026-01-01T13:00:00.000Z' }));
  fireEvent.pointerEnter(deleted);
  for (const key of ['p', 'r', 'e']) fireEvent.keyDown(deleted, { key });
  expect(screen.getByText('This message was deleted.')).toBeTruthy();
  expect(screen.queryByRole('toolbar')).toBeNull();
  expect(made()).toEqual([]);
});

test('a reaction says from whom it is, and a click gives or takes one’s own', () => {
  const reaction = { id: 'r', messageId: 'own', userId: 'me', emoji: '👍', createdAt: '' };
  show({ ...own, reactions: [reaction, { ...reaction, id: 's', userId: 'ben', emoji: '👀' }] });
  fireEvent.click(screen.getByRole('button', { name: '👍 from you' }));
  fireEvent.click(screen.getByRole('button', { name: '👀 from Ben Okafor' }));
  expect(made()).toEqual([
    { name: 'reaction.remove', args: { messageId: 'own', emoji: '👍' } },
    { name: 'reaction.add', args: { id: expect.any(String), messageId: 'own', emoji: '👀' } },
  ]);
});
