import { expect, test } from 'vitest';
import { hashCode, newCode } from './code-text.ts';

test('a code is in groups that a person can read and type, and no two are alike', () => {
  const codes = Array.from({ length: 500 }, newCode);
  for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){4}$/);
  expect(new Set(codes).size).toBe(500);
});

test('every letter of the alphabet turns up: a code holds a hundred bits', () => {
  const letters = new Set(Array.from({ length: 500 }, newCode).join('').replaceAll('-', ''));
  expect(letters.size).toBe(32);
});

test('a code is read in any case, with or without dashes, and with letters that look like others', () => {
  const code = '01AB-CD10-0000-1111-WXYZ';
  for (const typed of ['01abcd1000001111wxyz', ' 01AB CD10 0000 1111 WXYZ\n', 'o1ab–cdio-OOoo-lLiI-wxyz']) {
    expect(hashCode(typed), typed).toBe(hashCode(code));
  }
  expect(hashCode('01AB-CD10-0000-1111-WXYY')).not.toBe(hashCode(code));
});
