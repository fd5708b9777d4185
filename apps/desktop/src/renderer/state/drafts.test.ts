import { expect, test } from 'vitest';
import { dropDraft, dropSent, forgetSeenTexts, keepDraft, useDrafts } from './drafts.ts';

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
  dropSent(place, 'Sent');
  expect(useDrafts.getState().drafts[place]).toBeUndefined();
  keepDraft(place, { text: 'Sent, and more' });
  dropSent(place, 'Sent');
  expect(useDrafts.getState().drafts[place]?.text).toBe(', and more');
  keepDraft(place, { text: 'The next one' });
  dropSent(place, 'Sent');
  expect(useDrafts.getState().drafts[place]?.text).toBe('The next one');
  dropDraft(place);
});
