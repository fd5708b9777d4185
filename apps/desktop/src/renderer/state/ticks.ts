type Listener = () => void;

interface Tick {
  readonly listeners: Set<Listener>;
  timer: ReturnType<typeof setTimeout> | undefined;
}

const ticks = new Map<number, Tick>();

/**
 * Calls back at each whole step of the clock, in milliseconds, until the result is called. All that follow
 * the same step share one timer, and none runs while nobody can see the window: they catch up when it shows.
 */
export function onEachStep(stepMs: number, listener: Listener): () => void {
  const tick = ticks.get(stepMs) ?? addTick(stepMs);
  tick.listeners.add(listener);
  plan(stepMs, tick);
  return () => {
    tick.listeners.delete(listener);
    if (tick.listeners.size > 0) return;
    clearTimeout(tick.timer);
    ticks.delete(stepMs);
    if (ticks.size === 0) document.removeEventListener('visibilitychange', onVisibility);
  };
}

function addTick(stepMs: number): Tick {
  const tick: Tick = { listeners: new Set(), timer: undefined };
  if (ticks.size === 0) document.addEventListener('visibilitychange', onVisibility);
  ticks.set(stepMs, tick);
  return tick;
}

function plan(stepMs: number, tick: Tick): void {
  if (tick.timer !== undefined || document.hidden) return;
  tick.timer = setTimeout(
    () => {
      tick.timer = undefined;
      plan(stepMs, tick);
      tellAll(tick);
    },
    stepMs - (Date.now() % stepMs),
  );
}

function tellAll({ listeners }: Tick): void {
  for (const listener of [...listeners]) listener();
}

function onVisibility(): void {
  for (const [stepMs, tick] of ticks) {
    clearTimeout(tick.timer);
    tick.timer = undefined;
    plan(stepMs, tick);
    if (!document.hidden) tellAll(tick);
  }
}
