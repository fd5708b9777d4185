// @vitest-environment happy-dom
import { cleanup, createEvent, fireEvent, render, screen } from '@testing-library/react';
import { createElement } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startAppTexts } from '../threads/test-support/app-texts.ts';

startAppTexts();
const { DropArea } = await import('./drop-area.tsx');
const { refuseStrayDrops } = await import('./refuse-stray-drops.ts');
const { useToast } = await import('../state/toast.ts');
refuseStrayDrops();

const plan = new File(['x'], 'plan.pdf');
const taken: string[] = [];
const take = (place: string) => (files: readonly File[]) =>
  void taken.push(...files.map(({ name }) => `${place}: ${name}`));

beforeEach(() => {
  taken.length = 0;
  const message = { label: 'To the message', onFiles: take('message') };
  const ticket = { label: 'To the ticket', onFiles: take('ticket') };
  const inner = createElement(DropArea, message, 'Write here');
  render(createElement('main', {}, createElement(DropArea, ticket, 'Read here', inner), 'Rail'));
});
afterEach(cleanup);

const item = (file: File) => ({ kind: 'file', getAsFile: () => file, webkitGetAsEntry: () => null });
const folder = { kind: 'file', webkitGetAsEntry: () => ({ isDirectory: true, name: 'Plans' }) };
const carried = (...items: object[]) => ({ dataTransfer: { types: ['Files'], items, dropEffect: 'copy' } });

test('files land in the innermost place that takes them, which says so while they are over it', () => {
  const [inner, outer] = [screen.getByText('Write here'), screen.getByText('Read here')];
  fireEvent.dragOver(inner, carried());
  expect(screen.getByText('To the message')).toBeTruthy();
  expect(screen.queryByText('To the ticket')).toBeNull();
  fireEvent.drop(inner, carried(item(plan)));
  fireEvent.drop(outer, carried(item(plan)));
  expect(taken).toEqual(['message: plan.pdf', 'ticket: plan.pdf']);
  expect(screen.queryByText('To the message')).toBeNull();
});

test('a folder is refused in words, beside the files that came with it', () => {
  fireEvent.drop(screen.getByText('Read here'), carried(folder, item(plan)));
  expect(taken).toEqual(['ticket: plan.pdf']);
  expect(useToast.getState().shown?.text).toMatch(/^Folders cannot be attached: Plans\./);
});

test('files that are let go elsewhere are nobody’s, and the window does not open them', () => {
  const event = createEvent.drop(
    screen.getByText('Rail', { exact: false, ignore: 'div' }),
    carried(item(plan)),
  );
  fireEvent(screen.getByText('Rail', { exact: false, ignore: 'div' }), event);
  expect(event.defaultPrevented).toBe(true);
  expect(taken).toEqual([]);
});
