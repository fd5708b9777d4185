import path from 'node:path';
import { app, crashReporter } from 'electron';
import type { OpenRequest } from '../preload/bridge.ts';
import { registerAssetScheme, serveAssets } from './asset-protocol.ts';
import { dropCrashes } from './crashes/crash-reports.ts';
import { hardenApp } from './hardening.ts';
import { readLaunchOptions } from './launch-options.ts';
import { requestOf } from './launch-request.ts';
import { log, startLogFile } from './log.ts';
import { AT_LOGIN } from './login-start.ts';
import { requestOfStart } from './notify/start-click.ts';
import { Shell } from './shell.ts';

registerAssetScheme();

// One app per profile: a second start hands what it was asked to show to the first one, and ends.
if (app.requestSingleInstanceLock()) run();
else app.quit();

function run(): void {
  startLogFile(app.getPath('logs'));
  // By this name Windows knows whose notices they are; it is the package's (`appId` in electron-builder.yml).
  app.setAppUserModelId('com.holdfast.desktop');
  // Reports stay on this device: a person may look at them, and send one themself.
  crashReporter.start({ uploadToServer: false });
  const options = readLaunchOptions(process.env, app.isPackaged);
  const asked = linksOfSystem();
  let clicked: OpenRequest | null = null;
  app.once('ready', (_event, launchInfo) => {
    clicked = requestOfStart(launchInfo);
  });
  app.whenReady().then(() => {
    hardenApp(options.devServer);
    serveAssets(path.join(import.meta.dirname, '../renderer'));
    takeLinks();
    dropCrashes(app.getPath('crashDumps'));
    const shell = new Shell(options);
    shell.start();
    asked.follow((link) => shell.reveal(requestOf([link])));
    app.on('second-instance', (_event, args) => shell.reveal(requestOf(args)));
    app.on('activate', () => shell.reveal(null));
    if (process.argv.includes(AT_LOGIN)) void shell.revealUnlessInTray();
    else shell.reveal(requestOf(process.argv) ?? clicked);
    endWith(shell);
  });
}

/** macOS tells of a link by an event, which may come before the app is ready. */
function linksOfSystem(): { follow(listener: (link: string) => void): void } {
  const early: string[] = [];
  let tell = (link: string): void => void early.push(link);
  app.on('open-url', (event, link) => {
    event.preventDefault();
    tell(link);
  });
  return {
    follow: (listener) => {
      tell = listener;
      for (const link of early.splice(0)) listener(link);
    },
  };
}

/** Makes links open in this app. On Linux its package says so. */
function takeLinks(): void {
  if (app.isPackaged && process.platform !== 'linux') app.setAsDefaultProtocolClient('holdfast');
}

/** Quits only after the engine has put down what it was writing. */
function endWith(shell: Shell): void {
  let stopped = false;
  app.on('window-all-closed', () => {
    if (!shell.staysWithoutWindows()) app.quit();
  });
  app.on('will-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    shell
      .stop()
      .catch((error: unknown) => log(`The engine did not stop cleanly: ${String(error)}`))
      .finally(() => {
        stopped = true;
        app.quit();
      });
  });
}
