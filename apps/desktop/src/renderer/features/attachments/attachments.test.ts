// @vitest-environment happy-dom
import { notStored } from '@holdfast/shared/model/attachment.ts';
import { justWritten } from '@holdfast/shared/model/message.ts';
import { MantineProvider } from '@mantine/core';
import { act, cleanup, render, renderHook, screen, waitFor } from '@testing-library/react';
import i18next from 'i18next';
import { createElement } from 'react';
import { afterEach, expect, test } from 'vitest';
import { texts as filesTexts } from '../../files/texts.ts';
import { texts as previewsTexts } from '../../previews/texts.ts';
import { startAppTexts } from '../../threads/test-support/app-texts.ts';
import { heldBridge } from '../../threads/test-support/held-bridge.ts';
import { texts } from './texts.ts';

const idOf = (number: number) => `0192aaaa-0000-7000-8000-00000000000${number}`;
const me = idOf(1);
const ticket = idOf(2);
const project = idOf(3);
const group = idOf(4);
const message = idOf(5);
const ofTicket = idOf(6);
const ofProject = idOf(7);
const ofMessage = idOf(8);
const removed = idOf(9);
const at = '2026-01-01T12:00:00.000Z';
const file = { ...notStored, hash: 'a'.repeat(64), size: 2_048, authorId: me, createdAt: at };

const bridge = heldBridge({
  userId: me,
  rows: {
    user: [{ id: me, name: 'Mia Winter', email: 'mia@example.org', role: 'agent', disabled: false }],
    ticket: [{ id: ticket, number: 7, title: 'The lamp flickers' }],
    project: [{ id: project, name: 'New lamps' }],
    thread: [{ id: group, subjectTable: 'group', subjectId: group, name: 'Night shift', createdAt: at }],
    message: [{ id: message, threadId: group, authorId: me, createdAt: at, body: '', ...justWritten }],
    attachment: [
      { ...file, id: ofTicket, name: 'Plan.pdf', subjectTable: 'ticket', subjectId: ticket },
      { ...file, id: ofProject, name: 'Plan 2.pdf', subjectTable: 'project', subjectId: project },
      { ...file, id: ofMessage, name: 'Plan 3.pdf', subjectTable: 'message', subjectId: message },
      { ...file, id: removed, name: 'Plan 4.pdf', subjectTable: 'ticket', subjectId: ticket, removedAt: at },
    ],
  },
  files: [
    { id: ofTicket, state: 'there', kept: false, pinned: false },
    { id: ofProject, state: 'receiving', way: 'down', done: 900, kept: false, pinned: false },
  ],
});
Object.assign(window, { holdfast: bridge });
const { feature } = await import('./feature.tsx');
const { useFileFinds } = await import('./use-file-finds.ts');
const { AttachmentScreen } = await import('./attachment-screen.tsx');
const { Viewer } = await import('../../previews/viewer.tsx');
const { goTo, useRoute } = await import('../../state/route.ts');
const { useWantedMessage } = await import('../../threads/thread-jumps.ts');
const { followEngine } = await import('../../state/engine-states.ts');
followEngine();
startAppTexts();
i18next.addResourceBundle('en', 'attachments', texts);
i18next.addResourceBundle('en', 'files', filesTexts);
i18next.addResourceBundle('en', 'previews', previewsTexts);

afterEach(() => {
  cleanup();
  bridge.calls.length = 0;
});

const route = () => useRoute.getState().route;
const wantedIn = (thread: string) => renderHook(() => useWantedMessage(thread)).result.current;

function look(attachmentId: string | undefined): void {
  const viewer = createElement(Viewer, {
    attachmentId,
    among: attachmentId === undefined ? [] : [attachmentId],
  });
  render(createElement(MantineProvider, { env: 'test' }, viewer));
}

test('files are found by their names, say what they hang on, and lead there; those that were removed are not found', () => {
  const { result } = renderHook(() => useFileFinds('plan'));
  const found = result.current.map(({ label, hint }) => [label, hint]);
  expect(found).toEqual([
    ['Plan.pdf', 'File of The lamp flickers'],
    ['Plan 2.pdf', 'File of New lamps'],
    ['Plan 3.pdf', 'File of Night shift'],
  ]);
  const routes = result.current.map(({ open }) => {
    act(open);
    return route();
  });
  expect(routes).toEqual([
    { screen: 'tickets', detail: { table: 'ticket', id: ticket } },
    { screen: 'projects', id: project },
    { screen: 'conversations', id: group },
  ]);
  expect(wantedIn(group)).toBe(message);
});

test('the place of a file is the one of what it hangs on, in the place of its own on the way back', () => {
  goTo({ screen: 'home' });
  goTo(feature.places?.attachment?.(ofProject) ?? { screen: 'tickets' });
  const { past } = useRoute.getState();
  render(createElement(AttachmentScreen, { id: ofProject }));
  expect(route()).toEqual({ screen: 'projects', id: project });
  expect(useRoute.getState().past).toEqual(past);
});

test('a file that is not on this device is said not to be', () => {
  render(createElement(AttachmentScreen, { id: group }));
  expect(screen.getByRole('heading').textContent).toBe('This file is not on this device');
});

test('who looks at a file that is not here has it fetched, and is told how far it is', async () => {
  look(ofTicket);
  const asked = { name: 'fileFetch', params: { id: ofTicket, quiet: false } };
  await waitFor(() => expect(bridge.calls).toEqual([asked]));
  cleanup();
  bridge.calls.length = 0;
  look(ofProject);
  expect((await screen.findByRole('progressbar')).getAttribute('aria-valuenow')).toBe('43');
  expect(bridge.calls).toEqual([]);
});

test('S23: of a file that was removed, or is not for this person any more, nothing is shown', () => {
  for (const id of [removed, group]) {
    look(id);
    expect(screen.getByText(/not here any more/)).toBeTruthy();
    expect(screen.queryByText('Plan 4.pdf')).toBeNull();
    cleanup();
  }
  expect(bridge.calls).toEqual([]);
});
