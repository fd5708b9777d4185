// @vitest-environment happy-dom
import { type Attachment, notStored } from '@holdfast/shared/model/attachment.ts';
import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { createElement } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startAppTexts } from '../threads/test-support/app-texts.ts';
import { heldBridge } from '../threads/test-support/held-bridge.ts';

const me = '0192aaaa-0000-7000-8000-000000000001';
const ben = '0192aaaa-0000-7000-8000-000000000002';
const subjectId = '0192aaaa-0000-7000-8000-000000000003';
const person = { disabled: false, role: 'staff', createdAt: '' };

const attachment = (id: string, name: string, more: Partial<Attachment> = {}): Attachment => ({
  ...{ id, subjectTable: 'ticket', subjectId, name, hash: id, size: 2_048, authorId: me },
  createdAt: '2026-01-01T12:00:00.000Z',
  ...notStored,
  ...more,
});

const bridge = heldBridge({
  userId: me,
  rows: {
    user: [
      { ...person, id: me, name: 'Bea Myself', email: 'bea@example.org' },
      { ...person, id: ben, name: 'Ben Okafor', email: 'ben@example.org' },
    ],
    attachment: [
      attachment('a', 'plan.pdf'),
      attachment('b', 'photo.jpg', { authorId: ben }),
      attachment('c', 'gone.txt', { removedAt: '2026-01-01T12:00:00.000Z' }),
    ],
  },
  files: [
    { id: 'a', state: 'sending', way: 'up', done: 1_024, kept: true, pinned: false },
    { id: 'b', state: 'there', kept: false, pinned: false },
  ],
});
Object.assign(window, { holdfast: bridge });
const { FilesPart } = await import('./files-part.tsx');
const { useToast } = await import('../state/toast.ts');
const { followEngine } = await import('../state/engine-states.ts');
followEngine();
startAppTexts();

beforeEach(() => {
  const part = createElement(FilesPart, { subjectTable: 'ticket', subjectId });
  render(createElement(MantineProvider, { env: 'test' }, part));
});
afterEach(() => {
  cleanup();
  bridge.calls.length = 0;
});

async function menuOf(name: string): Promise<HTMLElement[]> {
  fireEvent.click(screen.getByRole('button', { name: `More for ${name}` }));
  return screen.findAllByRole('menuitem');
}

test('each file says what it is, who attached it and how it is; those that were taken away are not shown', async () => {
  expect(screen.getAllByRole('listitem')).toHaveLength(2);
  const plan = screen.getByRole('button', { name: 'plan.pdf' });
  expect(plan.closest('li')?.textContent).toContain('2 kBBea Myself');
  await waitFor(() =>
    expect(screen.getByText('Sending, 50%').id).toBe(plan.getAttribute('aria-describedby')),
  );
  expect(screen.getByRole('progressbar', { name: 'plan.pdf' }).getAttribute('aria-valuenow')).toBe('50');
  expect(screen.getByText('On the server, not on this device')).toBeTruthy();
});

test('what concerns its way is at hand, the rest in its menu', async () => {
  fireEvent.click(await screen.findByRole('button', { name: 'Pause: plan.pdf' }));
  fireEvent.click(screen.getByRole('button', { name: 'Fetch to this device: photo.jpg' }));
  expect(bridge.calls).toEqual([
    { name: 'filePause', params: { id: 'a' } },
    { name: 'fileFetch', params: { id: 'b', quiet: false } },
  ]);
  const items = await menuOf('plan.pdf');
  expect(items.map(({ textContent }) => textContent)).toEqual([
    'Open',
    'Save as…',
    'Pause',
    'Keep on this device',
    'Remove',
  ]);
});

test('a file is removed with the way back at hand; one of somebody else is not, and it is said why', async () => {
  fireEvent.keyDown(screen.getByRole('button', { name: 'plan.pdf' }), { key: 'Delete' });
  await waitFor(() => expect(useToast.getState().shown?.text).toBe('“plan.pdf” was removed.'));
  useToast.getState().shown?.action?.run();
  fireEvent.keyDown(screen.getByRole('button', { name: 'photo.jpg' }), { key: 'Delete' });
  const removal = (await menuOf('photo.jpg')).at(-1);
  expect(removal?.getAttribute('aria-disabled')).toBe('true');
  expect(removal?.getAttribute('aria-description')).toContain('can take this file away');
  expect(bridge.calls.filter(({ name }) => name === 'mutateAll').map(({ params }) => params)).toEqual([
    { changes: [{ name: 'attachment.remove', args: { id: 'a' } }] },
    { changes: [{ name: 'attachment.restore', args: { id: 'a' } }] },
  ]);
});
