import { expect, test } from 'vitest';
import { contentPolicy } from './content-policy.ts';

test('allows no inline or evaluated script and no connection (security item 4)', () => {
  const policy = contentPolicy('abc');
  expect(policy).not.toContain('unsafe-inline');
  expect(policy).not.toContain('unsafe-eval');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'none'");
  expect(policy).toContain("script-src 'self';");
});
