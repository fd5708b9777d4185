import path from 'node:path';
import { app } from 'electron';
import { registerAssetScheme, serveAssets } from './asset-protocol.ts';
import { hardenApp } from './hardening.ts';
import { readLaunchOptions } from './launch-options.ts';
import { requestOf } from './launch-request.ts';
import { log } from './log.ts';
import { setMenu } from './menu.ts';
import { Shell } from './shell.ts';

registerAssetScheme();

// One app per profile: a second start hands what it was asked to show to the first one, and ends.
if (app.requestSingleInstanceLock()) run();
else app.quit();

function run(): void {
  const options = readLaunchOptions(process.env, app.isPackaged);
  app.whenReady().then(() => {
    hardenApp(options.devServer);
    serveAssets(path.join(import.meta.dirname, '../renderer'));
    setMenu(options.devServer !== undefined);
    const shell = new Shell(options);
    shell.start();
    shell.reveal(requestOf(process.argv));
    app.on('second-instance', (_event, args) => shell.reveal(requestOf(args)));
    app.on('activate', () => shell.reveal(null));
    endWith(shell);
  });
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
