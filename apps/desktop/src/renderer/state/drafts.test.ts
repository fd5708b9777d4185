import { expect, test } from 'vitest';
import { changeDraft, dropDraft, dropSent, forgetSeenTexts, keepDraft, useDrafts } from './drafts.ts';

test('S23: of drafts what their author typed is kept, and what they had seen is not', () => {
  keepDraft('comment 1', { text: 'My own words' });
  keepDraft('description 1', { text: 'Their words, and mine', was: 'Their words' });
  keepDraft('description 2', { text: 'Untouched', was: 'Untouched' });
  forgetSeenTexts(['description 2', 'comment 1']);
  expect(useDrafts.getState().drafts['description 1']).toEqual({
    text: 'Their words, and mine',
    was: 'Their words',
  });
  forgetSeenTexts();
  expect(useDrafts.getState().drafts).toEqual({
    'comment 1': { text: 'My own words' },
    'description 1': { text: 'Their words, and mine' },
  });
});

test('what was written while a comment was being saved stays in its place', () => {
  const place = 'comment 9';
  keepDraft(place, { text: 'Sent' });
  dropSent(place, { text: 'Sent' });
  expect(useDrafts.getState().drafts[place]).toBeUndefined();
  keepDraft(place, { text: 'Sent, and more' });
  dropSent(place, { text: 'Sent' });
  expect(useDrafts.getState().drafts[place]?.text).toBe(', and more');
  keepDraft(place, { text: 'The next one' });
  dropSent(place, { text: 'Sent' });
  expect(useDrafts.getState().drafts[place]?.text).toBe('The next one');
  dropDraft(place);
});

test('what is sent takes along what it answered, and not what was begun to be answered since', () => {
  const place = 'comment 10';
  const sent = { text: 'Sent', replyToId: 'first' };
  keepDraft(place, sent);
  dropSent(place, sent);
  expect(useDrafts.getState().drafts[place]).toBeUndefined();
  keepDraft(place, { text: 'Sent and more', replyToId: 'first' });
  dropSent(place, sent);
  expect(useDrafts.getState().drafts[place]).toEqual({ text: ' and more' });
  keepDraft(place, { text: 'Sent', replyToId: 'second' });
  dropSent(place, sent);
  expect(useDrafts.getState().drafts[place]).toEqual({ text: '', replyToId: 'second' });
  dropDraft(place);
});

test('a draft of which nothing is left is none', () => {
  const place = 'comment 11';
  changeDraft(place, { text: 'A' });
  changeDraft(place, { replyToId: 'first' });
  expect(useDrafts.getState().drafts[place]).toEqual({ text: 'A', replyToId: 'first' });
  changeDraft(place, { text: '' });
  expect(useDrafts.getState().drafts[place]).toEqual({ text: '', replyToId: 'first' });
  changeDraft(place, { replyToId: undefined });
  expect(useDrafts.getState().drafts[place]).toBeUndefined();
});
