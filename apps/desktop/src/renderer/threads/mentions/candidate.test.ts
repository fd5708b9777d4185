import { expect, test } from 'vitest';
import { writeOut } from '../../state/named-text.ts';
import { type Candidate, nameFor } from './candidate.ts';

const id = '0192aaaa-0000-7000-8000-00000000000';

function ben(digit: number, hint: string): Candidate {
  const address = `holdfast:person/${id}${digit}`;
  return { id: `${id}${digit}`, kind: 'person', shown: '@Ben', label: 'Ben', hint, address };
}

test('two people of one name stay two people', () => {
  const first = nameFor(ben(1, 'ben@example.org'), {});
  const second = nameFor(ben(2, 'other@example.org'), first.names);
  expect(nameFor(ben(1, 'ben@example.org'), second.names)).toEqual({ shown: '@Ben', names: second.names });
  expect(writeOut(`${first.shown}, ${second.shown}`, second.names)).toBe(
    `[@Ben](holdfast:person/${id}1), [@Ben (other@example.org)](holdfast:person/${id}2)`,
  );
});

test('what says enough by itself needs no address', () => {
  const ticket = { id: 't', kind: 'ticket', shown: '#12', label: 'The lamp', hint: '#12' } as const;
  expect(nameFor(ticket, {})).toEqual({ shown: '#12', names: {} });
});
