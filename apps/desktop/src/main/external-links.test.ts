import fc from 'fast-check';
import { expect, test } from 'vitest';
import { externalAddress } from './external-links.ts';

test('opens https and mailto', () => {
  expect(externalAddress('https://example.org/a?b#c')).toBe('https://example.org/a?b#c');
  expect(externalAddress('mailto:ann@example.org')).toBe('mailto:ann@example.org');
});

test.each([
  'http://example.org',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'smb://host/share',
  'ms-msdt:/id',
  'holdfast://app/',
  'https://bank.example@evil.example/',
  'not an address',
])('refuses %s', (address) => {
  expect(externalAddress(address)).toBeUndefined();
});

test('SECURITY 7: never gives anything but https and mailto', () => {
  const scheme = fc.constantFrom(
    'https',
    'mailto',
    'HTTPS',
    ' https',
    'java\nscript',
    'file',
    'data',
    'vbscript',
  );
  fc.assert(
    fc.property(scheme, fc.string(), (start, rest) => {
      const found = externalAddress(`${start}:${rest}`);
      if (found !== undefined) expect(found).toMatch(/^(https:\/\/|mailto:)/);
    }),
  );
});
