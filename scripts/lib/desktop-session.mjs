import { hasDisplay, startVirtualDisplay } from './display.mjs';
import { say } from './say.mjs';
import { hasSessionBus, startSessionBus } from './session-bus.mjs';

/**
 * Gives windows a display and a session bus: those of this machine, or started ones until `later` undoes them. With
 * `ownBus`, the bus is always a new one: a test that plays the notification service must not meet the real one.
 * Resolves to what to add to the windows' environment.
 */
export async function openDesktopSession(later, { ownBus = false } = {}) {
  const display = hasDisplay() ? {} : await startDisplay(later);
  const needsBus = process.platform === 'linux' && (ownBus || !hasSessionBus());
  const bus = needsBus ? await startBus(later, display) : {};
  return { ...display, ...bus };
}

async function startDisplay(later) {
  const { env, stop } = await startVirtualDisplay();
  later(stop);
  say(
    `There is no display here: windows open on a virtual one (DISPLAY=${env.DISPLAY} XAUTHORITY=${env.XAUTHORITY}).`,
  );
  return env;
}

async function startBus(later, display) {
  const { env, stop } = await startSessionBus(display);
  later(stop);
  return env;
}
