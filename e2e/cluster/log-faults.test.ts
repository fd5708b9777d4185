import { expect, test } from 'vitest';
import { unexplained } from './log-faults.ts';

const line = (msg: string, code?: string) =>
  JSON.stringify({ level: 50, msg, err: { type: 'Error', code, message: 'It failed.' } });

test('that the database was away is explained; everything else is said once', () => {
  expect(unexplained([line('a broadcast failed', 'CIRCUIT_OPEN')])).toEqual([]);
  const again = line('a broadcast failed', 'ERR_ASSERTION');
  expect(unexplained([again, again, line('unexpected error')])).toEqual([
    'The server logged: a broadcast failed: ERR_ASSERTION It failed.',
    'The server logged: unexpected error:  It failed.',
  ]);
});
