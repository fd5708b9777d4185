import type { BrowserWindow } from 'electron';
import { deviceSettingsSchema } from '../../preload/device-settings.ts';

/** One step of the menu: about a tenth. */
const STEP = 0.5;

/** Electron's zoom level after some steps larger or smaller, within what the settings allow; nothing is 100 %. */
export function zoomAfter(zoom: number, steps: number | undefined): number {
  const wished = steps === undefined ? 0 : zoom + steps * STEP;
  return deviceSettingsSchema.shape.zoom.safeParse(wished).success ? wished : zoom;
}

/** Shows a window's page as large as chosen, each time that it loads, and tells when it is zoomed with the wheel. */
export function keepZoom(window: BrowserWindow, zoom: () => number, onWheel: (steps: number) => void): void {
  window.webContents.on('dom-ready', () => window.webContents.setZoomLevel(zoom()));
  window.webContents.on('zoom-changed', (_event, direction) => onWheel(direction === 'in' ? 1 : -1));
}
