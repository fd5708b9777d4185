import os from 'node:os';
import { app } from 'electron';
import type { About } from '../preload/shell-calls.ts';
import { listCrashes } from './crashes/crash-reports.ts';

/** What this app is and runs on, and where what it says of itself lies: to read, and to copy when asking for help. */
export function about(): About {
  const { electron = '', chrome = '', node = '' } = process.versions;
  return {
    versions: [
      { name: 'Holdfast', version: app.getVersion() },
      { name: 'Electron', version: electron },
      { name: 'Chromium', version: chrome },
      { name: 'Node.js', version: node },
      { name: os.type(), version: `${os.release()} ${process.arch}` },
    ],
    profile: app.getPath('userData'),
    logs: app.getPath('logs'),
    crashes: listCrashes(app.getPath('crashDumps')),
  };
}
