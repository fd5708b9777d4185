import type { Memory } from './memory.ts';
import { attack, type OnslaughtOptions } from './onslaught.ts';
import { Scene } from './scene.ts';

/** What goes before the first measurement, so that caches and compiled code are there. */
const WARM_UP = 2_000;

export interface HostileResult {
  readonly faults: readonly string[];
  /** Before and after the attacks, with the garbage collected; without them where there were faults. */
  readonly memory: readonly Memory[];
}

/** Starts a server with people at work, throws `count` attacks at it, and looks at what is left. */
export async function runHostile(options: OnslaughtOptions): Promise<HostileResult> {
  const scene = new Scene(options.limited);
  try {
    await scene.start();
    const warmUp = { ...options, count: Math.min(WARM_UP, options.count), seed: -options.seed };
    const faults = await attack(scene, warmUp);
    const before = await measure(scene);
    if (faults.length === 0) faults.push(...(await attack(scene, options)));
    const after = await measure(scene);
    return { faults: [...faults, ...(await scene.aftermath())], memory: [before, after] };
  } finally {
    await scene.remove();
  }
}

function measure({ server, memory }: Scene): Promise<Memory> {
  if (server.pid === undefined) throw new Error('The server does not run.');
  return memory.measure(server.pid);
}
