import { expect, test } from 'vitest';
import { demoPlan } from './demo-plan.mjs';

test('the demo plans weeks by their Mondays, around today, for people by their addresses', () => {
  const saturday = Date.parse('2026-11-21T12:00:00Z');
  const [, phases, hours] = demoPlan(saturday, (name) => `${name}@example.org`);
  expect(hours.text).toContain('Kerb repairs,North side,24,priya@example.org,2026-11-16');
  expect(phases.text).toContain('Kerb repairs,North side,running,60,2026-10-12,2026-12-06');
});
