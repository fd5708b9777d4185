import type { Environment } from '../../../apps/desktop/src/engine/environment.ts';

import { nodeFileLine } from '../../../apps/desktop/src/engine/host/node-file-line.ts';

const TIMES = 20;
/** What is planned for later than this has to do with the time of day. */
const LONG_MS = 60_000;

/** A line on which nothing moves for so long is given up. */
const STALL_MS = 1_000;

/** A world in which nobody waits long before trying again: pauses of up to a minute take a twentieth of that. */
export function hasty(environment: Environment): Environment {
  const { clock, files } = environment;
  return {
    ...environment,
    ...(files && { files: { ...files, line: nodeFileLine(STALL_MS, STALL_MS) } }),
    clock: {
      now: () => clock.now(),
      after: (milliseconds, callback) =>
        clock.after(milliseconds > LONG_MS ? milliseconds : milliseconds / TIMES, callback),
    },
  };
}
