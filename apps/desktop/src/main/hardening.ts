import { app, session, shell, type WebContents } from 'electron';
import { externalAddress } from './external-links.ts';
import { log } from './log.ts';

/**
 * Denies every page what it does not need: navigation, windows, web views, permissions. Only a
 * development server may reload its own page.
 */
export function hardenApp(devServer: string | undefined): void {
  app.on('web-contents-created', (_event, contents) => hardenContents(contents, devServer));
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) => {
    answer(isHarmless(permission));
  });
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => isHarmless(permission));
  session.defaultSession.setDevicePermissionHandler(() => false);
}

function hardenContents(contents: WebContents, devServer: string | undefined): void {
  contents.on('will-frame-navigate', (event) => {
    if (devServer === undefined || new URL(event.url).origin !== new URL(devServer).origin) {
      event.preventDefault();
    }
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: 'deny' };
  });
}

/** Writing text to the clipboard needs a person's click; nothing else is needed at all. */
function isHarmless(permission: string): boolean {
  return permission === 'clipboard-sanitized-write';
}

/** Hands an address to the system, if it is one that may be opened. */
export function openOutside(url: string): void {
  const address = externalAddress(url);
  if (address === undefined) return;
  shell.openExternal(address).catch((error: unknown) => log(`Cannot open a link: ${String(error)}`));
}
