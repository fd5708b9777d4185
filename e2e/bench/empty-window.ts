import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication } from '@playwright/test';

const main = `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800 }).loadURL('data:text/html,<main>empty</main>'));
`;

/** An Electron that does nothing but show an empty page. */
export interface EmptyWindow {
  readonly electron: ElectronApplication;
  close(): Promise<void>;
}

/** Opens an empty Electron window, and waits until it shows its page. */
export async function openEmptyWindow(): Promise<EmptyWindow> {
  const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-empty-'));
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name: 'empty', main: 'main.cjs' }));
  writeFileSync(path.join(folder, 'main.cjs'), main);
  const electron = await _electron.launch({ args: [folder, `--user-data-dir=${folder}/profile`] });
  const page = await electron.firstWindow();
  await page.locator('main').waitFor();
  return {
    electron,
    close: async () => {
      await electron.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** From the start of the process until an empty Electron window shows its page, in milliseconds. */
export async function startEmptyWindow(): Promise<number> {
  const start = performance.now();
  const window = await openEmptyWindow();
  const time = performance.now() - start;
  await window.close();
  return time;
}
