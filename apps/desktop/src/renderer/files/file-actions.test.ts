import { expect, test } from 'vitest';
import type { FileState } from '../../engine/api/files.ts';
import { actionsFor } from './file-actions.ts';

const file = (more: Partial<FileState> & Pick<FileState, 'state'>): FileState => ({
  id: 'f',
  kept: false,
  pinned: false,
  ...more,
});

test('what is here is opened, saved and kept; only a picture is copied', () => {
  const here = file({ state: 'here', kept: true, kind: 'image/png' });
  expect(actionsFor(here)).toEqual(['open', 'save', 'copy', 'pin', 'remove']);
  expect(actionsFor({ ...here, kind: 'application/pdf', pinned: true })).toEqual([
    'open',
    'save',
    'unpin',
    'remove',
  ]);
});

test('what is on its way can be paused, and a fetch stopped; an upload ends by removing it', () => {
  const up = { way: 'up', kept: true } as const;
  expect(actionsFor(file({ state: 'sending', ...up }))).toEqual(['open', 'save', 'pause', 'pin', 'remove']);
  expect(actionsFor(file({ state: 'paused', ...up }))).toContain('resume');
  expect(actionsFor(file({ state: 'failed', ...up }))).toContain('retry');
  const down = { way: 'down' } as const;
  expect(actionsFor(file({ state: 'receiving', ...down }))).toEqual([
    'open',
    'pause',
    'stop',
    'pin',
    'remove',
  ]);
  expect(actionsFor(file({ state: 'failed', ...down }))).toContain('stop');
});

test('what nobody can have from here is neither opened nor fetched', () => {
  expect(actionsFor(file({ state: 'there' }))).toEqual(['open', 'fetch', 'pin', 'remove']);
  for (const state of ['elsewhere', 'lost', 'refused'] as const)
    expect(actionsFor(file({ state }))).toEqual(['remove']);
  expect(actionsFor(file({ state: 'refused', kept: true }))).toContain('save');
  expect(actionsFor(undefined)).toEqual(['remove']);
});
