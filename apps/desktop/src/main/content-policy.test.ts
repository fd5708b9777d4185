import { expect, test } from 'vitest';
import { contentPolicy, FILE_POLICY } from './content-policy.ts';

test('SECURITY 4: allows no inline or evaluated script and no connection', () => {
  const policy = contentPolicy('abc');
  expect(policy).not.toContain('unsafe-inline');
  expect(policy).not.toContain('unsafe-eval');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'none'");
  expect(policy).toContain("script-src 'self';");
});

test('SECURITY 4: blobs are shown and heard, and never run; a worker is a file of ours that asks nobody', () => {
  const directives = new Map(
    contentPolicy('abc')
      .split('; ')
      .map((directive): [string, string] => [directive.split(' ', 1)[0] ?? '', directive]),
  );
  const withBlobs = [...directives].filter(([, directive]) => directive.includes('blob:'));
  expect(withBlobs.map(([name]) => name)).toEqual(['img-src', 'media-src']);
  expect(directives.get('worker-src')).toBe("worker-src 'self'");
  expect(FILE_POLICY).toBe("default-src 'none'; script-src 'self'");
});
