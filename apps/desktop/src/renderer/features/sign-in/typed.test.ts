import { expect, test } from 'vitest';
import { typedIn } from './typed.ts';

test('what was typed goes along to the next form; what it did not ask stays known', () => {
  const form = new FormData();
  form.set('server', 'desk.example.org');
  expect(typedIn(form, { server: 'https://old.example.org', email: 'ben@example.org' })).toEqual({
    server: 'desk.example.org',
    email: 'ben@example.org',
  });
  form.set('email', '');
  expect(typedIn(form, { server: undefined, email: 'ben@example.org' }).email).toBeUndefined();
});
