import { expect, test } from 'vitest';
import { ben, eva, me } from '../test-support/presence-setup.ts';
import { PeopleBoard } from './people-board.ts';

const nobody = { whole: false, online: [], idle: [], offline: [] };

test('a change means nothing before the whole was told', () => {
  const board = new PeopleBoard();
  expect(board.take({ ...nobody, online: [ben] })).toBe(false);
  expect(board.state).toEqual({ known: false, people: {} });
});

test('what is told is put together, with the moment where it is known', () => {
  const board = new PeopleBoard();
  board.take({ ...nobody, whole: true, online: [me, ben], idle: [[eva, 7_000]] });
  board.take({ ...nobody, online: [eva], offline: [[ben, 0]] });
  expect(board.state).toEqual({
    known: true,
    people: { [me]: { status: 'online' }, [eva]: { status: 'online' }, [ben]: { status: 'offline' } },
  });
  board.take({ ...nobody, offline: [[eva, 9_000]] });
  expect(board.state.people[eva]).toEqual({ status: 'offline', since: 9_000 });
});

test('the whole stands in place of everything before, and over another line all is unknown', () => {
  const board = new PeopleBoard();
  board.take({ ...nobody, whole: true, online: [ben] });
  board.take({ ...nobody, whole: true, online: [eva] });
  expect(board.state.people).toEqual({ [eva]: { status: 'online' } });
  board.forget();
  expect(board.state).toEqual({ known: false, people: {} });
});
