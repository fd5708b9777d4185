import { BrowserWindow, nativeTheme, screen } from 'electron';
import { readJsonFile, writeJsonFile } from './json-file.ts';
import { type Bounds, MIN_HEIGHT, MIN_WIDTH, placeWindow, windowStateSchema } from './window-state.ts';

const SAVE_AFTER_MS = 400;

export interface MainWindowOptions {
  readonly address: string;
  readonly preload: string;
  /** Arguments of the page's process (preload/page-arguments.ts). */
  readonly pageArguments: string[];
  /** A picture file for the task bar, where the system does not take it from the package. */
  readonly icon: string;
  /** Where this profile remembers the window's place. */
  readonly stateFile: string;
  /** A place that wins over the remembered one and is not remembered. */
  readonly override: Bounds | undefined;
  /** Called before the page loads. */
  onCreated(window: BrowserWindow): void;
}

/** Opens the main window where it was. It shows when it has something to show. */
export function openMainWindow(options: MainWindowOptions): BrowserWindow {
  const { bounds, maximized } = place(options);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: MIN_WIDTH,
    minHeight: MIN_HEIGHT,
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
  options.onCreated(window);
  window.once('ready-to-show', () => {
    if (maximized) window.maximize();
    window.show();
  });
  if (options.override === undefined) rememberPlace(window, options.stateFile);
  window.loadURL(options.address);
  return window;
}

function place({ override, stateFile }: MainWindowOptions): ReturnType<typeof placeWindow> {
  if (override !== undefined) return { bounds: override, maximized: false };
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  return placeWindow(readJsonFile(stateFile, windowStateSchema), screens);
}

/** Saves soon after each move, so that a killed app finds its place again too. */
function rememberPlace(window: BrowserWindow, stateFile: string): void {
  let timer: NodeJS.Timeout | undefined;
  const save = () => {
    clearTimeout(timer);
    if (window.isDestroyed() || window.isMinimized()) return;
    writeJsonFile(stateFile, { bounds: window.getNormalBounds(), maximized: window.isMaximized() });
  };
  const saveSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_AFTER_MS);
  };
  window.on('resize', saveSoon);
  window.on('move', saveSoon);
  window.on('close', save);
}
