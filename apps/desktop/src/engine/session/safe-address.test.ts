import { expect, test } from 'vitest';
import { requireSafeAddress } from './safe-address.ts';

test.each([
  'https://desk.example.org',
  'http://localhost:4400/auth/sign-in',
  'http://127.0.0.1:4400',
  'http://127.1:4400',
  'http://[::1]:4400',
])('security item 21: %s is spoken to', (address) => {
  expect(() => requireSafeAddress(address)).not.toThrow();
});

test.each([
  'http://desk.example.org',
  'http://10.0.0.5:4400',
  'http://localhost.example.org',
  'http://127.0.0.1.example.org',
  'http://user:127.0.0.1@desk.example.org',
  'http://0.0.0.0:4400',
  'ftp://desk.example.org',
])('security item 21: %s is refused, with what to do', (address) => {
  expect(() => requireSafeAddress(address)).toThrow(/Use https:/);
});
