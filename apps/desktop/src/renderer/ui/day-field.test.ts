// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { createElement } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CountingBridge } from '../hooks/test-support/counting-bridge.ts';

Object.assign(window, { holdfast: new CountingBridge() });
const { DayField } = await import('./day-field.tsx');

const saved: (readonly [string | null, string | null])[] = [];

function show(day: string | null): void {
  const field = createElement(DayField, {
    label: 'Start',
    day,
    refusal: undefined,
    none: 'No date',
    clear: 'Remove the date',
    save: (was, now) => saved.push([was, now]),
  });
  render(createElement(MantineProvider, { env: 'test' }, field));
}

beforeEach(() => {
  saved.length = 0;
});
afterEach(cleanup);

function field(): HTMLElement {
  return screen.getByLabelText('Start');
}

/** Each digit of a year makes another day of it. */
function typeYear(): void {
  for (const value of ['0002-03-02', '0020-03-02', '0202-03-02', '2026-03-02']) {
    fireEvent.keyDown(field(), { key: value.at(3) });
    fireEvent.change(field(), { target: { value } });
  }
}

test('a year that is typed digit by digit is saved once, when one leaves the field', () => {
  show(null);
  typeYear();
  expect(saved).toEqual([]);
  fireEvent.blur(field());
  expect(saved).toEqual([[null, '2026-03-02']]);
});

test('Escape puts back what was typed, and a day that is chosen is saved at once', () => {
  show('2026-01-01');
  typeYear();
  fireEvent.keyDown(field(), { key: 'Escape' });
  fireEvent.blur(field());
  expect(saved).toEqual([]);
  fireEvent.pointerDown(field());
  fireEvent.change(field(), { target: { value: '2026-05-01' } });
  expect(saved).toEqual([['2026-01-01', '2026-05-01']]);
});

test('a day is taken away by its button alone', () => {
  show('2026-01-01');
  fireEvent.change(field(), { target: { value: '' } });
  fireEvent.blur(field());
  expect(saved).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Remove the date' }));
  expect(saved).toEqual([['2026-01-01', null]]);
});
