import { expect, test } from 'vitest';
import { completeServerAddress } from './server-address.ts';

test.each([
  ['desk.example.org', 'https://desk.example.org'],
  ['  https://desk.example.org/ ', 'https://desk.example.org'],
  ['http://10.0.0.5:4400', 'http://10.0.0.5:4400'],
  ['localhost:4400', 'http://localhost:4400'],
  ['127.0.0.1:4400', 'http://127.0.0.1:4400'],
  ['localhost.example.org', 'https://localhost.example.org'],
  ['', ''],
])('%s is taken as %s', (typed, address) => {
  expect(completeServerAddress(typed)).toBe(address);
});
