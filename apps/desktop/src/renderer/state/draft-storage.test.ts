// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { allowKeeping } from './account-storage.ts';
import { makeDraftStorage } from './draft-storage.ts';

const draftStorage = makeDraftStorage<{ readonly text: string }>();
const name = 'holdfast drafts of somebody';

beforeEach(() => {
  localStorage.clear();
  allowKeeping(true);
});

const read = () => draftStorage.getItem(name).state.drafts;

test('a window writes its own changes only: what another one wrote meanwhile stays', () => {
  const before = { 'comment 1': { text: 'Mine' }, 'comment 2': { text: 'Sent soon' } };
  draftStorage.setItem(name, { state: { drafts: before } });
  // Another window, which this one has not heard of yet.
  localStorage.setItem(`${name} at comment 3`, JSON.stringify({ text: 'Of the other window' }));
  draftStorage.setItem(name, { state: { drafts: { 'comment 1': { text: 'Mine, and more' } } } });
  expect(read()).toEqual({
    'comment 1': { text: 'Mine, and more' },
    'comment 3': { text: 'Of the other window' },
  });
});

test('drafts that an earlier version kept together are taken over', () => {
  const drafts = { 'comment 1': { text: 'From before the update' } };
  localStorage.setItem(name, JSON.stringify({ state: { drafts }, version: 0 }));
  expect(read()).toEqual(drafts);
  expect(read()).toEqual(drafts);
});

test('nothing is written while nobody is signed in, and all of an account can be forgotten', () => {
  draftStorage.setItem(name, { state: { drafts: { 'comment 1': { text: 'Kept' } } } });
  localStorage.setItem('holdfast drafts of others at comment 1', '{"text":"Theirs"}');
  draftStorage.removeItem(name);
  allowKeeping(false);
  draftStorage.setItem(name, { state: { drafts: { 'comment 2': { text: 'Too late' } } } });
  expect(Object.keys(localStorage)).toEqual(['holdfast drafts of others at comment 1']);
});
