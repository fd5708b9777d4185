import { expect, test } from 'vitest';
import { contentPolicy } from './content-policy.ts';

test('SECURITY 4: allows no inline or evaluated script and no connection', () => {
  const policy = contentPolicy('abc');
  expect(policy).not.toContain('unsafe-inline');
  expect(policy).not.toContain('unsafe-eval');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'none'");
  expect(policy).toContain("script-src 'self';");
});
