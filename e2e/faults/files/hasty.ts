import type { Environment } from '../../../apps/desktop/src/engine/environment.ts';

import { nodeFileLine } from '../../../apps/desktop/src/engine/host/node-file-line.ts';

const TIMES = 20;
/** A line on which nothing moves for so long is given up. */
const STALL_MS = 2_000;

/** A world in which nobody waits long before trying again: time passes twenty times as fast. */
export function hasty(environment: Environment): Environment {
  const { clock, files } = environment;
  const start = clock.now();
  return {
    ...environment,
    ...(files && { files: { ...files, line: nodeFileLine(STALL_MS, STALL_MS) } }),
    clock: {
      now: () => start + (clock.now() - start) * TIMES,
      after: (milliseconds, callback) => clock.after(milliseconds / TIMES, callback),
    },
  };
}
