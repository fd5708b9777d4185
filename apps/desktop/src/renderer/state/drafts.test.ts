import { expect, test } from 'vitest';
import { forgetSeenTexts, keepDraft, useDrafts } from './drafts.ts';

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
