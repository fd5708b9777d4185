import { type BaseWindow, BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';
import { channels } from '../../preload/channels.ts';
import type { Words } from '../../words/words.ts';

/** What the menu's own items do. The app's other commands are in its palette. */
export interface MenuActs {
  newTicket(): void;
  settings(): void;
  about(): void;
  logs(): void;
  /** `by` steps larger or smaller; nothing back to the actual size. */
  zoom(by: number | undefined): void;
}

export interface AppMenuOptions {
  readonly words: Words;
  readonly acts: MenuActs;
  readonly isDevelopment: boolean;
}

/** Puts the system's menu in place, or in the place of the one in another language. */
export function setAppMenu(options: AppMenuOptions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(appMenu(options, process.platform === 'darwin')));
}

function appMenu(options: AppMenuOptions, isMac: boolean): MenuItemConstructorOptions[] {
  const { words } = options;
  return [
    ...(isMac ? [{ label: 'Holdfast', submenu: macItems(options) }] : []),
    { label: words('menu.file'), submenu: fileItems(options, isMac) },
    { label: words('menu.edit'), submenu: editItems(words) },
    { label: words('menu.view'), submenu: viewItems(options) },
    { label: words('menu.window'), role: 'window', submenu: windowItems(words, isMac) },
    { label: words('menu.help'), role: 'help', submenu: helpItems(options, isMac) },
  ];
}

function macItems({ words, acts }: AppMenuOptions): MenuItemConstructorOptions[] {
  return [
    { label: words('menu.about'), click: acts.about },
    { type: 'separator' },
    settingsItem(words, acts),
    { type: 'separator' },
    { label: words('menu.services'), role: 'services' },
    { type: 'separator' },
    { label: words('menu.hide'), role: 'hide' },
    { label: words('menu.hideOthers'), role: 'hideOthers' },
    { label: words('menu.showAll'), role: 'unhide' },
    { type: 'separator' },
    { label: words('menu.quit'), role: 'quit' },
  ];
}

function fileItems({ words, acts }: AppMenuOptions, isMac: boolean): MenuItemConstructorOptions[] {
  const elsewhere: MenuItemConstructorOptions[] = [
    settingsItem(words, acts),
    { type: 'separator' },
    { label: words('menu.quit'), role: 'quit', accelerator: 'Ctrl+Q' },
  ];
  return [
    { label: words('menu.newTicket'), click: acts.newTicket },
    { label: words('menu.close'), role: 'close' },
    ...(isMac ? [] : elsewhere),
  ];
}

function settingsItem(words: Words, acts: MenuActs): MenuItemConstructorOptions {
  // The page takes the keys itself, so that they do nothing under an open dialog.
  const keys = { accelerator: 'CmdOrCtrl+,', registerAccelerator: false };
  return { id: 'settings', label: words('menu.settings'), ...keys, click: acts.settings };
}

function editItems(words: Words): MenuItemConstructorOptions[] {
  return [
    historyItem(words('menu.undo'), 'CmdOrCtrl+Z', 'undo'),
    historyItem(words('menu.redo'), 'Shift+CmdOrCtrl+Z', 'redo'),
    { type: 'separator' },
    { label: words('menu.cut'), role: 'cut' },
    { label: words('menu.copy'), role: 'copy' },
    { label: words('menu.paste'), role: 'paste' },
    { label: words('menu.pastePlain'), role: 'pasteAndMatchStyle' },
    { label: words('menu.selectAll'), role: 'selectAll' },
  ];
}

function viewItems({ words, acts, isDevelopment }: AppMenuOptions): MenuItemConstructorOptions[] {
  const zoom = (accelerator: string, by: number | undefined) => ({ accelerator, click: () => acts.zoom(by) });
  const alsoKeys = { visible: false, acceleratorWorksWhenHidden: true };
  return [
    { id: 'zoom-actual', label: words('menu.actualSize'), ...zoom('CmdOrCtrl+0', undefined) },
    { id: 'zoom-in', label: words('menu.zoomIn'), ...zoom('CmdOrCtrl+Plus', 1) },
    { label: words('menu.zoomIn'), ...zoom('CmdOrCtrl+=', 1), ...alsoKeys },
    { label: words('menu.zoomIn'), ...zoom('CmdOrCtrl+numadd', 1), ...alsoKeys },
    { id: 'zoom-out', label: words('menu.zoomOut'), ...zoom('CmdOrCtrl+-', -1) },
    { label: words('menu.zoomOut'), ...zoom('CmdOrCtrl+numsub', -1), ...alsoKeys },
    { type: 'separator' },
    { label: words('menu.fullScreen'), role: 'togglefullscreen' },
    ...(isDevelopment ? [{ role: 'reload' } as const, { role: 'toggleDevTools' } as const] : []),
  ];
}

function windowItems(words: Words, isMac: boolean): MenuItemConstructorOptions[] {
  const front: MenuItemConstructorOptions[] = [{ label: words('menu.front'), role: 'front' }];
  return [{ label: words('menu.minimize'), role: 'minimize' }, ...(isMac ? front : [])];
}

function helpItems({ words, acts }: AppMenuOptions, isMac: boolean): MenuItemConstructorOptions[] {
  const about = { label: words('menu.about'), click: acts.about };
  return [{ label: words('menu.logs'), click: acts.logs }, ...(isMac ? [] : [about])];
}

/** The page knows what is meant: what was typed where the focus is, or the last change (S30). */
function historyItem(label: string, accelerator: string, step: 'undo' | 'redo'): MenuItemConstructorOptions {
  const click = (_item: unknown, window: BaseWindow | undefined): void => {
    if (window instanceof BrowserWindow) window.webContents.send(channels.history, step);
  };
  return { label, accelerator, registerAccelerator: false, click };
}
