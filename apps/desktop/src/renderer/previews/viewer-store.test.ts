// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { closeViewer, openViewer, stepViewer, useViewer } from './viewer-store.ts';

const shown = () => useViewer.getState().attachmentId;

test('arrows lead to the files beside the one that is shown, and not beyond their ends', () => {
  openViewer('b', ['a', 'b', 'c']);
  stepViewer(1);
  expect(shown()).toBe('c');
  stepViewer(1);
  expect(shown()).toBe('c');
  stepViewer(-1);
  stepViewer(-1);
  stepViewer(-1);
  expect(shown()).toBe('a');
});

test('a file that is not among those beside it is shown alone, and nothing is shown once it is closed', () => {
  openViewer('x', ['a', 'b']);
  stepViewer(1);
  expect(shown()).toBe('x');
  closeViewer();
  stepViewer(-1);
  expect(shown()).toBeUndefined();
});
