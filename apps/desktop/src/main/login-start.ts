import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { app } from 'electron';
import { autostartFile } from './autostart-file.ts';
import { log } from './log.ts';

/** Given by the system when it starts the app as somebody logs in. */
export const AT_LOGIN = '--at-login';

/** Starts the app as its person logs in, or no more. A development build never does: it has no place of its own. */
export function startAtLogin(isOn: boolean): void {
  if (!app.isPackaged) return;
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: isOn, args: [AT_LOGIN] });
    return;
  }
  try {
    writeAutostart(path.join(app.getPath('appData'), 'autostart'), isOn);
  } catch (error) {
    log(`Starting at login could not be changed: ${String(error)}`);
  }
}

function writeAutostart(folder: string, isOn: boolean): void {
  const file = path.join(folder, 'holdfast.desktop');
  if (!isOn) {
    rmSync(file, { force: true });
    return;
  }
  mkdirSync(folder, { recursive: true });
  // An AppImage runs from a place that is another one each time.
  writeFileSync(file, autostartFile(process.env.APPIMAGE ?? process.execPath, [AT_LOGIN]));
}
