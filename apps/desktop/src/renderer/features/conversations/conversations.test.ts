// @vitest-environment happy-dom
import { directThreadId } from '@holdfast/shared/direct-thread-id.ts';
import { justWritten } from '@holdfast/shared/model/message.ts';
import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import i18next from 'i18next';
import { createElement, type ReactNode } from 'react';
import { afterEach, expect, test } from 'vitest';
import { texts as presenceTexts } from '../../presence/texts.ts';
import { startAppTexts } from '../../threads/test-support/app-texts.ts';
import { heldBridge } from '../../threads/test-support/held-bridge.ts';
import { texts } from './texts.ts';

const me = '0192aaaa-0000-7000-8000-000000000001';
const ben = '0192aaaa-0000-7000-8000-000000000002';
const group = '0192aaaa-0000-7000-8000-000000000003';
const ticket = '0192aaaa-0000-7000-8000-000000000004';
const direct = directThreadId([me, ben]);
const at = '2026-01-01T12:00:00.000Z';
const person = { disabled: false, role: 'agent', createdAt: at };
const thread = { createdAt: at, lastMessageAt: at, name: null };
const message = { authorId: ben, createdAt: at, ...justWritten, number: 1 };

const bridge = heldBridge({
  userId: me,
  rows: {
    user: [
      { ...person, id: me, name: 'Mia Winter', email: 'mia@example.org' },
      { ...person, id: ben, name: 'Ben Okafor', email: 'ben@example.org' },
    ],
    thread: [
      { ...thread, id: group, subjectTable: 'group', subjectId: group, name: 'Night shift' },
      { ...thread, id: direct, subjectTable: 'direct', subjectId: direct },
      { ...thread, id: ticket, subjectTable: 'ticket', subjectId: ticket },
    ],
    participant: [
      { id: 'p1', threadId: group, userId: me, role: 'owner', createdAt: at },
      { id: 'p2', threadId: group, userId: ben, role: 'member', createdAt: at },
      { id: 'p3', threadId: direct, userId: me, role: 'member', createdAt: at },
      { id: 'p4', threadId: direct, userId: ben, role: 'member', createdAt: at },
    ],
    ticket: [{ id: ticket, number: 7, title: 'The lamp flickers' }],
    message: [
      { ...message, id: 'm1', threadId: direct, body: 'The **fuse** has gone' },
      { ...message, id: 'm2', threadId: ticket, body: 'A new fuse is on its way' },
    ],
  },
});
Object.assign(window, { holdfast: bridge });
const { ConversationDetail } = await import('./conversation-detail.tsx');
const { MessageFinds } = await import('./message-finds.tsx');
const { NewConversationForm } = await import('./new-conversation-form.tsx');
const { useRoute } = await import('../../state/route.ts');
const { useWantedMessage } = await import('../../threads/thread-jumps.ts');
const { followEngine } = await import('../../state/engine-states.ts');
followEngine();
startAppTexts();
i18next.addResourceBundle('en', 'conversations', texts);
i18next.addResourceBundle('en', 'presence', presenceTexts);

afterEach(() => {
  cleanup();
  bridge.calls.length = 0;
});

function show(shown: ReactNode): void {
  render(createElement(MantineProvider, { env: 'test' }, shown));
}

function Wanted({ threadId }: { readonly threadId: string }) {
  return createElement('output', {}, useWantedMessage(threadId));
}

const mutations = () => bridge.calls.filter(({ name }) => name === 'mutate').map(({ params }) => params);

test('messages are found wherever they stand, each with where that is, and open there', () => {
  show(
    createElement(
      'div',
      {},
      createElement(MessageFinds, { words: 'fuse' }),
      createElement(Wanted, { threadId: ticket }),
    ),
  );
  const finds = within(screen.getByRole('list', { name: 'Messages found' })).getAllByRole('button');
  expect(finds.map((find) => find.textContent)).toEqual([
    expect.stringContaining('in Ben OkaforThe fuse has gone'),
    expect.stringContaining('in The lamp flickersA new fuse is on its way'),
  ]);
  for (const find of finds) fireEvent.click(find);
  expect(useRoute.getState().past.at(-1)).toEqual({ screen: 'conversations', id: direct });
  expect(useRoute.getState().route).toEqual({
    screen: 'conversations',
    detail: { table: 'ticket', id: ticket },
  });
  expect(screen.getAllByRole('status').at(-1)?.textContent).toBe('m2');
});

test('leaving a group asks first, and then takes out oneself alone', async () => {
  show(createElement(ConversationDetail, { id: group }));
  fireEvent.click(screen.getByRole('button', { name: 'Leave the group…' }));
  expect(screen.getByRole('group', { name: /^Leave “Night shift”\? It leaves your devices/ })).toBeTruthy();
  expect(mutations()).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Leave the group' }));
  await waitFor(() => expect(useRoute.getState().route).toEqual({ screen: 'conversations' }));
  expect(mutations()).toEqual([{ name: 'participant.remove', args: { threadId: group, userId: me } }]);
});

test('of a direct conversation nobody is taken out and nobody leaves', () => {
  show(createElement(ConversationDetail, { id: direct }));
  expect(screen.getByText('Only the people named here can see it. Administrators cannot.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Take|^Leave|^Add/ })).toBeNull();
});

test('a conversation without a name is the one of its people, with one it is a group', async () => {
  show(createElement(NewConversationForm));
  const start = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Start conversation' });
  expect(start().disabled).toBe(true);
  fireEvent.click(screen.getByRole('option', { name: 'Ben Okafor', hidden: true }));
  fireEvent.click(start());
  await waitFor(() => expect(useRoute.getState().route).toEqual({ screen: 'conversations', id: direct }));
  expect(mutations()).toMatchObject([
    { name: 'conversation.open', args: { id: direct, members: [{ userId: me }, { userId: ben }] } },
  ]);
  fireEvent.change(screen.getByRole('textbox', { name: 'Name of the group' }), {
    target: { value: 'Lamps' },
  });
  fireEvent.click(screen.getByRole('button', { name: 'Create group' }));
  await waitFor(() => expect(mutations()).toHaveLength(2));
  expect(mutations()[1]).toMatchObject({ name: 'conversation.create', args: { name: 'Lamps' } });
});
