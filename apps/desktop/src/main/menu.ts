import { type BaseWindow, BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';
import { channels } from '../preload/channels.ts';

/** The menu of the system: editing, zoom and windows. The app's own commands are in its palette. */
export function setMenu(isDevelopment: boolean): void {
  const mac: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
    ...(isDevelopment ? [{ role: 'reload' } as const, { role: 'toggleDevTools' } as const] : []),
  ];
  const edit: MenuItemConstructorOptions[] = [
    { label: 'Undo', accelerator: 'CmdOrCtrl+Z', registerAccelerator: false, click: history('undo') },
    { label: 'Redo', accelerator: 'Shift+CmdOrCtrl+Z', registerAccelerator: false, click: history('redo') },
    { type: 'separator' },
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
  ];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...mac,
      { label: 'Edit', submenu: edit },
      { label: 'View', submenu: view },
      { role: 'windowMenu' },
    ]),
  );
}

/** The page knows what is meant: what was typed where the focus is, or the last change (S30). */
function history(step: 'undo' | 'redo') {
  return (_item: unknown, window: BaseWindow | undefined): void => {
    if (window instanceof BrowserWindow) window.webContents.send(channels.history, step);
  };
}
