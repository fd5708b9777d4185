import type { DeviceSettings } from '../../preload/device-settings.ts';

const FIRST_LOOK_MS = 60_000;
const LOOK_EVERY_MS = 6 * 60 * 60_000;
/** Up to so much later, so that the devices of a company do not ask all at once. */
const SPREAD_MS = 30 * 60_000;

export interface UpdateScheduleOptions {
  settings(): Pick<DeviceSettings, 'updateByItself'>;
  check(): Promise<void>;
  /** From 0 up to 1. */
  random(): number;
}

/** Looks for updates soon after the start and four times a day, while the person leaves that to the app. */
export function scheduleUpdates(options: UpdateScheduleOptions): void {
  const lookIn = (delay: number) => {
    setTimeout(look, delay + Math.floor(options.random() * SPREAD_MS)).unref();
  };
  const look = () => {
    if (options.settings().updateByItself) void options.check();
    lookIn(LOOK_EVERY_MS);
  };
  lookIn(FIRST_LOOK_MS);
}
