import { BrowserWindow, nativeTheme } from 'electron';
import type { Bounds } from './window-state.ts';

export interface WindowOptions {
  readonly bounds: Partial<Bounds> & { readonly width: number; readonly height: number };
  readonly maximized: boolean;
  readonly smallest: { readonly width: number; readonly height: number };
  readonly preload: string;
  /** Arguments of the page's process (preload/page-arguments.ts). */
  readonly pageArguments: string[];
  /** A picture file for the task bar, where the system does not take it from the package. */
  readonly icon: string;
}

/** Makes a window for a page of ours, with no rights of its own. It shows when it has something to show; nothing is loaded yet. */
export function makeWindow(options: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...options.bounds,
    minWidth: options.smallest.width,
    minHeight: options.smallest.height,
    title: 'Holdfast',
    icon: options.icon,
    show: false,
    autoHideMenuBar: true,
    // The page's own ground colour, so that nothing flashes before the first paint.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1a1917' : '#fdfcfb',
    webPreferences: {
      preload: options.preload,
      additionalArguments: options.pageArguments,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
    },
  });
  window.once('ready-to-show', () => {
    if (options.maximized) window.maximize();
    window.show();
  });
  return window;
}
