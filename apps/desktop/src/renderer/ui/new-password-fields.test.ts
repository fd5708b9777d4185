import { expect, test } from 'vitest';
import { readNewPassword } from './new-password-fields.tsx';

function formOf(next: string, again: string): FormData {
  const form = new FormData();
  form.set('next', next);
  form.set('again', again);
  return form;
}

test('a new password counts only if it was typed the same way twice, blanks included', () => {
  expect(readNewPassword(formOf(' four words of mine ', ' four words of mine '))).toBe(
    ' four words of mine ',
  );
  expect(readNewPassword(formOf('four words of mine', 'four words of mine '))).toBeUndefined();
  expect(readNewPassword(new FormData())).toBeUndefined();
});
