import { pino } from 'pino';
import { expect, test, vi } from 'vitest';
import { MinuteWatch } from './minute-watch.ts';

test('it looks at once and each minute, also after a look that failed, which the log says', async () => {
  const lines: string[] = [];
  let looks = 0;
  let minute: (() => void) | undefined;
  const watch = new MinuteWatch({
    outside: {
      every: (_, run) => {
        minute = run;
        return () => {
          minute = undefined;
        };
      },
    },
    log: pino({}, { write: (line: string) => lines.push(line) }),
    look: async () => {
      looks += 1;
      if (looks === 2) throw new Error('the database was away');
    },
    failed: 'it was not looked',
  });
  watch.start();
  await vi.waitFor(() => expect(looks).toBe(1));
  minute?.();
  await vi.waitFor(() => expect(lines.join()).toContain('it was not looked'));
  minute?.();
  await vi.waitFor(() => expect(looks).toBe(3));
  await watch.stop();
  expect([minute, lines.length]).toEqual([undefined, 1]);
});
