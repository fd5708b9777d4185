import { expect, test } from 'vitest';
import { lengthOf, movedSpan, spanKeyMove } from './span.ts';

const span = { from: '2026-02-27', to: '2026-03-02' };
const bare = { shiftKey: false, ctrlKey: false, metaKey: false };

test('a span is moved as a whole, or by one of its ends', () => {
  expect(lengthOf(span)).toBe(4);
  expect(movedSpan(span, 'whole', 3)).toEqual({ from: '2026-03-02', to: '2026-03-05' });
  expect(movedSpan(span, 'start', -1)).toEqual({ from: '2026-02-26', to: '2026-03-02' });
  expect(movedSpan(span, 'end', 7)).toEqual({ from: '2026-02-27', to: '2026-03-09' });
});

test('no end passes the other one', () => {
  expect(movedSpan(span, 'start', 30)).toEqual({ from: '2026-03-02', to: '2026-03-02' });
  expect(movedSpan(span, 'end', -30)).toEqual({ from: '2026-02-27', to: '2026-02-27' });
});

test('arrows move by a day and page keys by a week, in the direction in which time runs', () => {
  expect(spanKeyMove({ ...bare, key: 'ArrowRight' }, 1)).toEqual({ grip: 'whole', days: 1 });
  expect(spanKeyMove({ ...bare, key: 'ArrowRight' }, -1)).toEqual({ grip: 'whole', days: -1 });
  expect(spanKeyMove({ ...bare, key: 'PageUp' }, -1)).toEqual({ grip: 'whole', days: -7 });
});

test('with Shift a key moves the end, with Ctrl or Cmd and Shift the beginning; other keys are not ours', () => {
  expect(spanKeyMove({ ...bare, key: 'ArrowLeft', shiftKey: true }, 1)).toEqual({ grip: 'end', days: -1 });
  const start = { key: 'PageDown', shiftKey: true, ctrlKey: false, metaKey: true };
  expect(spanKeyMove(start, 1)).toEqual({ grip: 'start', days: 7 });
  expect(spanKeyMove({ ...bare, key: 'ArrowLeft', ctrlKey: true }, 1)).toBeUndefined();
  expect(spanKeyMove({ ...bare, key: 'Enter' }, 1)).toBeUndefined();
});
