// @vitest-environment happy-dom
import '../hooks/test-support/counting-bridge.ts';

import type { User } from '@holdfast/shared/model/user.ts';
import { MantineProvider } from '@mantine/core';
import { act, cleanup, render, screen } from '@testing-library/react';
import i18next from 'i18next';
import { createElement, type ReactElement } from 'react';
import { initReactI18next } from 'react-i18next';
import { afterEach, expect, test } from 'vitest';
import { emptyRoom } from '../../engine/api/presence.ts';
import { texts } from '../app/texts.ts';
import { PeopleHere } from '../features/people/people-here.tsx';
import { texts as peopleTexts } from '../features/people/texts.ts';
import { countingBridge as bridge } from '../hooks/test-support/counting-bridge.ts';
import { followEngine } from '../state/engine-states.ts';
import { EditedBy } from './edited-by.tsx';
import { texts as presenceTexts } from './texts.ts';
import { TypingLine } from './typing-line.tsx';
import { Viewers } from './viewers.tsx';

const ROOM = 'ticket:1';
const MINUTE = 60_000;

const person = (id: string, name: string): User => ({
  id,
  name,
  email: `${id}@example.org`,
  role: 'agent',
  disabled: false,
  createdAt: '2026-01-01T00:00:00.000Z',
});
const everybody = [person('ben', 'Ben'), person('cleo', 'Cleo'), person('dan', 'Dan'), person('eva', 'Eva')];

i18next.use(initReactI18next).init({
  lng: 'en',
  resources: { en: { app: texts, presence: presenceTexts, people: peopleTexts } },
  defaultNS: 'app',
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
});
followEngine();

function show(element: ReactElement) {
  const shown = render(element, {
    wrapper: ({ children }) => createElement(MantineProvider, null, children),
  });
  act(() => bridge.tellRows('user', everybody));
  return shown;
}

const notes = () => screen.queryAllByRole('note').map((note) => note.textContent);
const buttons = () => screen.queryAllByRole('button').map((button) => button.textContent);

afterEach(cleanup);

test('others who look are named with what they do, and who is idle is said to have left it open', () => {
  show(createElement(Viewers, { room: ROOM }));
  expect(screen.queryByRole('list')).toBeNull();
  act(() => {
    const people = { cleo: { status: 'idle', since: Date.now() - 20.75 * MINUTE } } as const;
    bridge.tell('presence', { known: true, people: { ben: { status: 'online' }, ...people } });
    const editing = [{ userId: 'ben', field: 'description' }];
    const viewing = ['ben', 'cleo', 'dan'];
    bridge.tell('room', { ...emptyRoom, known: true, viewers: 60, viewing, editing });
  });
  expect(screen.getByRole('list').getAttribute('aria-label')).toBe('Also here: Ben, Cleo, Dan');
  expect(screen.getAllByRole('button').map((button) => button.title)).toEqual([
    'Ben is editing the description',
    'Cleo has this open. Idle for 20 min',
    'Dan is looking at this',
  ]);
  expect(screen.getByText('+57')).toBeDefined();
  act(() => bridge.tell('room', emptyRoom));
  expect(screen.queryByRole('list')).toBeNull();
});

test('a field says who edits it while they do, and others hear of one’s own editing', () => {
  const place = { room: ROOM, field: 'title' };
  // biome-ignore lint/correctness/noChildrenProp: the part demands its children, and only here are they in its props
  const field = (isEditing: boolean) => createElement(EditedBy, { place, isEditing, children: 'The title' });
  const { rerender } = show(field(false));
  const editing = [{ userId: 'ben', field: 'title' }];
  act(() => bridge.tell('room', { ...emptyRoom, known: true, editing }));
  expect(notes()).toEqual(['Ben is editing']);
  const two = [...editing, { userId: 'cleo', field: 'title' }, { userId: 'dan', field: 'description' }];
  act(() => bridge.tell('room', { ...emptyRoom, known: true, editing: two }));
  expect(notes()).toEqual(['2 people are editing']);
  act(() => bridge.tell('room', emptyRoom));
  expect(notes()).toEqual([]);
  expect(bridge.followed('editing')).toEqual([]);
  rerender(field(true));
  expect(bridge.followed('editing')).toEqual([place]);
});

test('who writes is said in one line, however many they are', () => {
  const { rerender } = show(createElement(TypingLine, { writers: [] }));
  const words = (...writers: string[]) => {
    rerender(createElement(TypingLine, { writers }));
    return screen.getByRole('status').textContent;
  };
  expect(words()).toBe('');
  expect(words('ben')).toBe('Ben is writing…');
  expect(words('ben', 'cleo')).toBe('Ben and Cleo are writing…');
  expect(words('ben', 'cleo', 'dan', 'eva')).toBe('Ben, Cleo and 2 more are writing…');
});

test('the rail names the others who are there, and says so where it is not known', () => {
  show(createElement(PeopleHere, { isNarrow: false }));
  const people = { cleo: { status: 'idle' }, ben: { status: 'online' }, dan: { status: 'offline' } } as const;
  act(() => bridge.tell('presence', { known: true, people }));
  expect(buttons()).toEqual(['People online2', 'BBenOnline', 'CCleoIdle']);
  act(() => bridge.tell('presence', { known: true, people: {} }));
  expect(screen.getByText('Nobody else right now')).toBeDefined();
  act(() => bridge.tell('presence', { known: false, people: {} }));
  expect(screen.getByText('Not known while offline')).toBeDefined();
});
