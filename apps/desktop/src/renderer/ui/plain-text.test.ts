import { expect, test } from 'vitest';
import { plainText } from './plain-text.ts';

test('a text in one line reads as on the screen', () => {
  expect(plainText('The **boiler** is *due*, says `log`')).toBe('The boiler is due, says log');
  expect(plainText('# Head\n\n- one\n- two\n\n> said')).toBe('Head one two said');
  expect(plainText('```sh\nnpm start\n```')).toBe('npm start');
  expect(plainText('Ask [@Ben](holdfast:person/0192aaaa-0000-7000-8000-000000000002)')).toBe('Ask @Ben');
});

test('signs that stand for themselves stay', () => {
  expect(plainText('2 * 3 * 4 = 24, a_b_c, -1')).toBe('2 * 3 * 4 = 24, a_b_c, -1');
});
