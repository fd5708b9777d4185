import path from 'node:path';
import { app } from 'electron';
import { dropAutostart, hasAutostart, putAutostart } from './autostart-file.ts';
import type { DeviceSettingsStore } from './device-settings-store.ts';
import { log } from './log.ts';

/** Given by the system when it starts the app as somebody logs in. */
export const AT_LOGIN = '--at-login';

/**
 * Starts the app as its person logs in, as far as the settings say so. What was changed in the system's own settings
 * counts: the app's follow them at its start. A development build has no place of its own and never starts so.
 */
export function keepLoginStart(settings: DeviceSettingsStore): void {
  if (!app.isPackaged) return;
  const startAtLogin = isOn();
  if (startAtLogin !== settings.settings.startAtLogin) settings.change({ startAtLogin });
  // The app may stand elsewhere than when this was chosen.
  else if (startAtLogin) turn(true);
  settings.onChange((now, before) => {
    if (now.startAtLogin !== before.startAtLogin) turn(now.startAtLogin);
  });
}

function isOn(): boolean {
  if (process.platform === 'linux') return hasAutostart(autostartFolder());
  return app.getLoginItemSettings({ args: [AT_LOGIN] }).openAtLogin;
}

function turn(on: boolean): void {
  try {
    if (process.platform !== 'linux') app.setLoginItemSettings({ openAtLogin: on, args: [AT_LOGIN] });
    // An AppImage runs from a place that is another one each time.
    else if (on) putAutostart(autostartFolder(), process.env.APPIMAGE ?? process.execPath, [AT_LOGIN]);
    else dropAutostart(autostartFolder());
  } catch (error) {
    log(`Starting at login could not be changed: ${String(error)}`);
  }
}

function autostartFolder(): string {
  return path.join(app.getPath('appData'), 'autostart');
}
