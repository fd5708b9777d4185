// @vitest-environment happy-dom

import { MantineProvider } from '@mantine/core';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { createElement } from 'react';
import { afterEach, expect, test } from 'vitest';
import type { Transfer, TransfersState } from '../../engine/api/files.ts';
import { countingBridge as bridge } from '../hooks/test-support/counting-bridge.ts';
import { followEngine } from '../state/engine-states.ts';
import { startAppTexts } from '../threads/test-support/app-texts.ts';
import { SignOutDialog } from './sign-out-dialog.tsx';

startAppTexts();
followEngine();
const rest = { name: 'Mia', signInAgain: false, firstSync: false, disabled: false };
act(() => bridge.tell('session', { state: 'signed-in', server: 'http://localhost', userId: 'mia', ...rest }));

afterEach(() => {
  cleanup();
  bridge.calls.length = 0;
});

function tellFiles(uploads: readonly Transfer['state'][], inDrafts = 0): void {
  const file = { way: 'up', kept: true, pinned: false, name: 'Plan.pdf', size: 10 } as const;
  const going = uploads.filter((state) => state === 'waiting' || state === 'sending');
  const transfers: TransfersState = {
    list: uploads.map((state, index) => ({ ...file, id: String(index), state })),
    sending: { files: going.length, bytes: 10 },
    receiving: { files: 0, bytes: 0 },
    failed: 0,
    unsent: uploads.length,
    inDrafts,
    room: { used: 0, limit: 0, pinned: 0 },
    pinned: [],
  };
  act(() => bridge.tell('transfers', transfers));
}

function signOutWith(name: string): void {
  render(
    createElement(
      MantineProvider,
      { env: 'test' },
      createElement(SignOutDialog, { opened: true, onClose() {} }),
    ),
  );
  fireEvent.click(screen.getByRole('button', { name }));
}

test('S7: files that the server does not have are counted, and lost only where one says so', () => {
  tellFiles(['sending', 'waiting', 'paused', 'failed', 'refused']);
  signOutWith('Discard them and sign out');
  expect(screen.getByText(/^5 files were not sent/)).toBeTruthy();
  expect(bridge.calls).toEqual([{ name: 'signOut', params: { discardWaiting: true } }]);
});

test('who has sent everything signs out without a word about files', () => {
  tellFiles([]);
  signOutWith('Sign out');
  expect(screen.queryByText(/not sent/)).toBeNull();
  expect(bridge.calls).toEqual([{ name: 'signOut', params: { discardWaiting: false } }]);
});

test('files of what is being written go with the other drafts, and it is said', () => {
  tellFiles([], 1);
  signOutWith('Sign out');
  expect(screen.getByText(/^Drafts/)).toBeTruthy();
});
