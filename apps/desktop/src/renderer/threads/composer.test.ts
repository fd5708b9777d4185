// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { createElement } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DraftFile } from '../../engine/api/files.ts';
import { startAppTexts } from './test-support/app-texts.ts';
import { heldBridge } from './test-support/held-bridge.ts';
import { knowInsertCommand } from './test-support/insert-command.ts';

const me = '0192aaaa-0000-7000-8000-000000000001';
const ben = '0192aaaa-0000-7000-8000-000000000002';
const cleo = '0192aaaa-0000-7000-8000-000000000003';
const threadId = '0192aaaa-0000-7000-8000-000000000004';
const first = '0192aaaa-0000-7000-8000-000000000005';
const winter = '0192aaaa-0000-7000-8000-000000000006';
const person = { disabled: false, role: 'agent', createdAt: '' };

const plan = { id: '0192aaaa-0000-7000-8000-000000000007', name: 'plan.pdf', hash: 'ab', size: 1_536 };
const draftFiles: DraftFile[] = [];
const bridge = heldBridge({
  userId: me,
  draftFiles,
  room: { typing: [{ userId: ben }] },
  rows: {
    user: [
      { ...person, id: cleo, name: 'Beatrice Cleo', email: 'cleo@example.org' },
      { ...person, id: ben, name: 'Ben Okafor', email: 'ben@example.org' },
      { ...person, id: me, name: 'Bea Myself', email: 'bea@example.org' },
      { ...person, id: 'x', name: 'Bert Gone', email: 'bert@example.org', disabled: true },
    ],
    message: [{ id: first, threadId, authorId: ben, body: 'Is the lamp on?', deletedAt: null }],
    ticket: [{ id: 't', number: 12, title: 'The lamp', updatedAt: '' }],
    project: [{ id: winter, name: 'Winter readiness' }],
  },
});
Object.assign(window, { holdfast: bridge });
const { Composer } = await import('./composer.tsx');
const { startReply, threadDraft } = await import('./composer-draft.ts');
const { dropDraft, useDrafts } = await import('../state/drafts.ts');
const { useHandovers } = await import('../state/handovers.ts');
const { followEngine } = await import('../state/engine-states.ts');
followEngine();
startAppTexts();
knowInsertCommand();

beforeEach(() => {
  const composer = createElement(Composer, { threadId, room: `thread:${threadId}`, kind: 'comment' });
  render(createElement(MantineProvider, { env: 'test' }, composer));
});
afterEach(() => {
  cleanup();
  dropDraft(threadDraft(threadId));
  bridge.calls.length = 0;
});

function field(): HTMLTextAreaElement {
  return screen.getByRole('textbox', { name: 'Comment' });
}

/** Types at the end, as keys do. */
function type(text: string): void {
  const value = field().value + text;
  fireEvent.change(field(), { target: { value, selectionStart: value.length, selectionEnd: value.length } });
}

function press(key: string, held = {}): void {
  fireEvent.keyDown(field(), { key, ...held });
}

function options(): (string | null)[] {
  return screen.queryAllByRole('option').map((option) => option.textContent);
}

function sent(): unknown[] {
  return bridge.calls.filter(({ name }) => name === 'mutate').map(({ params }) => params);
}

const draft = () => useDrafts.getState().drafts[threadDraft(threadId)];

test('what is written is kept as a draft, sent once by Ctrl+Enter, and gone then', async () => {
  type('  Yes, it is.\n');
  expect(draft()?.text).toBe('  Yes, it is.\n');
  press('Enter', { ctrlKey: true });
  press('Enter', { ctrlKey: true });
  await waitFor(() => expect(draft()).toBeUndefined());
  expect(sent()).toEqual([
    { name: 'message.create', args: { id: expect.any(String), threadId, body: 'Yes, it is.' } },
  ]);
  expect(field().value).toBe('');
  expect(bridge.calls.map(({ name }) => name)).toEqual(['typing', 'mutate', 'typingStopped']);
});

test('an answer says what it answers, until one thinks better of it', async () => {
  startReply(threadId, first);
  const bar = await screen.findByRole('group', { name: 'Answer to Ben Okafor' });
  expect(bar.textContent).toContain('Is the lamp on?');
  press('Escape');
  expect(screen.queryByRole('group')).toBeNull();
  startReply(threadId, first);
  type('It is.');
  fireEvent.click(screen.getByRole('button', { name: 'Send' }));
  await waitFor(() => expect(draft()).toBeUndefined());
  expect(sent()).toEqual([
    { name: 'message.create', args: expect.objectContaining({ body: 'It is.', replyToId: first }) },
  ]);
});

test('people are completed by keys, those of the thread first, and sent as links', async () => {
  type('Ask @be');
  expect(options()).toEqual(['BOBen Okafor ben@example.org', 'BCBeatrice Cleo cleo@example.org']);
  press('ArrowDown');
  expect(screen.getByRole('option', { selected: true }).textContent).toContain('Beatrice');
  expect(field().getAttribute('aria-activedescendant')).toBe(
    screen.getByRole('option', { selected: true }).id,
  );
  press('ArrowDown');
  press('Enter');
  expect(field().value).toBe('Ask @Ben Okafor ');
  expect(options()).toEqual([]);
  press('Enter', { metaKey: true });
  await waitFor(() => expect(sent()).toHaveLength(1));
  expect(sent()[0]).toMatchObject({ args: { body: `Ask [@Ben Okafor](holdfast:person/${ben})` } });
});

test('tickets are completed by number, projects by name; Escape only closes the list', async () => {
  type('See #12');
  press('Tab');
  type('of #win');
  press('Enter');
  type('#win');
  expect(options()).toHaveLength(1);
  press('Escape');
  expect(options()).toEqual([]);
  type('t');
  expect(options()).toEqual([]);
  expect(field().value).toBe('See #12 of #Winter readiness #wint');
  press('Enter', { ctrlKey: true });
  await waitFor(() => expect(sent()).toHaveLength(1));
  expect(sent()[0]).toMatchObject({
    args: { body: `See #12 of [#Winter readiness](holdfast:project/${winter}) #wint` },
  });
});

test('files go with the message under the ids that they have, also without a word, and are no draft then', async () => {
  cleanup();
  draftFiles.push({ ...plan, kind: 'application/pdf' });
  const composer = createElement(Composer, { threadId, room: `thread:${threadId}`, kind: 'comment' });
  render(createElement(MantineProvider, { env: 'test' }, composer));
  const list = screen.getByRole('list', { name: 'Files that go with it' });
  expect(list.textContent).toContain('plan.pdf1.5 kB');
  press('Enter', { ctrlKey: true });
  press('Enter', { ctrlKey: true });
  await waitFor(() => expect(bridge.calls.map(({ name }) => name)).toContain('draftFileRemove'));
  expect(sent()).toEqual([
    { name: 'message.post', args: { id: expect.any(String), threadId, body: '', files: [plan] } },
  ]);
  expect(bridge.calls.at(-1)).toEqual({ name: 'draftFileRemove', params: { id: plan.id } });
  draftFiles.length = 0;
});

test('what is sent while a file is being copied waits for it, says so, and takes what was written meanwhile', async () => {
  const goal = { kind: 'draft', place: threadDraft(threadId) } as const;
  const copied = { id: 'h', goal, file: new File(['x'], 'long.mp4'), done: 0 };
  act(() => useHandovers.setState({ list: [copied] }));
  type('Look at this');
  press('Enter', { ctrlKey: true });
  expect(await screen.findByText('Waits until the files are copied')).toBeTruthy();
  type(', please');
  expect(sent()).toEqual([]);
  draftFiles.push(plan);
  act(() => useHandovers.setState({ list: [] }));
  await waitFor(() => expect(sent()).toHaveLength(1));
  expect(sent()[0]).toMatchObject({
    name: 'message.post',
    args: { body: 'Look at this, please', files: [plan] },
  });
  draftFiles.length = 0;
});

test('a file that is copied and of which the draft does not tell yet is not left behind', async () => {
  const goal = { kind: 'draft', place: threadDraft(threadId) } as const;
  const copied = { id: 'h', goal, file: new File(['x'], 'plan.pdf'), done: 1 };
  act(() => useHandovers.setState({ list: [copied] }));
  type('Look at this');
  draftFiles.push(plan);
  act(() => useHandovers.setState({ list: [] }));
  press('Enter', { ctrlKey: true });
  await waitFor(() => expect(sent()).toHaveLength(1));
  expect(sent()[0]).toMatchObject({ name: 'message.post', args: { files: [plan] } });
  draftFiles.length = 0;
});

test('what could not be copied keeps a message back until one decides', async () => {
  const goal = { kind: 'draft', place: threadDraft(threadId) } as const;
  const failed = { id: 'h', goal, file: new File(['x'], 'long.mp4'), done: 0, problem: 'The disk is full.' };
  act(() => useHandovers.setState({ list: [failed] }));
  type('Look at this');
  press('Enter', { ctrlKey: true });
  expect(await screen.findByText(/could not be copied/)).toBeTruthy();
  expect(screen.getByText('Not attached: The disk is full.')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Leave it out: long.mp4' }));
  press('Enter', { ctrlKey: true });
  await waitFor(() => expect(sent()).toHaveLength(1));
  expect(sent()[0]).toMatchObject({ name: 'message.create', args: { body: 'Look at this' } });
});
