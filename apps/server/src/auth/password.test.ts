import { dictionary } from '@zxcvbn-ts/language-common';
import { expect, test } from 'vitest';
import { isCommonPassword } from './common-passwords.ts';
import { passwordProblem } from './password.ts';

test('34: a password has 12 characters or more, whatever they are', () => {
  expect(passwordProblem('elevenchars')).toMatch(/at least 12/);
  expect(passwordProblem('twelve chars')).toBeUndefined();
  expect(passwordProblem('lighthouse-plum-gravel-seven')).toBeUndefined();
  // Characters, not bytes or halves of them.
  expect(passwordProblem('🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔')).toMatch(/at least 12/);
});

test('34: at least 64 characters are allowed', () => {
  const random = 'q8Zr1mWx7Kc0vBn5'.split('').join('-');
  expect(passwordProblem(`${random}${random}x${random}`.padEnd(64, 'lighthouse'))).toBeUndefined();
  expect(passwordProblem('plum gravel '.repeat(100))).toMatch(/at most 1024/);
});

test('34: the 3,000 commonest passwords, and all that leaks hold of 12 characters or more, are refused', () => {
  const ranked = dictionary['passwords-common'];
  const first = ranked.slice(0, 3_000);
  expect(first).toHaveLength(3_000);
  expect(first.filter((word) => !isCommonPassword(word))).toEqual([]);
  const long = ranked.filter((word) => word.length >= 12);
  expect(long.length).toBeGreaterThan(100);
  expect(long.filter((word) => passwordProblem(word.toUpperCase()) === undefined)).toEqual([]);
});

test('34: a common password that is repeated to be long enough is refused', () => {
  for (const password of ['passwordpassword', 'Dragon1Dragon1', 'aaaaaaaaaaaaaaaa', 'abcabcabcabca']) {
    expect(passwordProblem(password), password).toMatch(/first that are tried/);
  }
});

test('a password that holds nothing but the name or the address of its owner is refused', () => {
  const owner = { email: 'ada.lovelace@example.org', name: 'Ada King Lovelace' };
  for (const password of ['ada.lovelace@example.org', 'Lovelace, Ada King', 'AdaAdaAdaLovelace']) {
    expect(passwordProblem(password, owner), password).toMatch(/name or e-mail/);
  }
  expect(passwordProblem('Lovelace wrote note G', owner)).toBeUndefined();
});
