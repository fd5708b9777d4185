// node scripts/tray-icons.mjs: draws the tray's icons anew out of the app's, after that has changed.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readIcon } from './lib/icon-picture.mjs';
import { desktop } from './lib/paths.mjs';
import { encodePng } from './lib/png.mjs';
import { drawDot, drawTrayIcon } from './lib/tray-picture.mjs';

const folder = path.join(desktop, 'src/renderer/public/tray');
/** Windows and macOS take the small ones, by the screen's scale; Linux one that it makes smaller. */
const files = { 16: 16, '16@2x': 32, 48: 48 };
const looks = {
  live: { isOffline: false, isUnread: false },
  unread: { isOffline: false, isUnread: true },
  offline: { isOffline: true, isUnread: false },
  'offline-unread': { isOffline: true, isUnread: true },
};

const icon = readIcon(readFileSync(path.join(desktop, 'build/icon.svg'), 'utf8'));
mkdirSync(folder, { recursive: true });
for (const [suffix, size] of Object.entries(files)) {
  for (const [name, look] of Object.entries(looks))
    write(`${name}-${suffix}`, size, drawTrayIcon(icon, size, look));
  write(`dot-${suffix}`, size, drawDot(size));
}

function write(name, size, pixels) {
  writeFileSync(path.join(folder, `${name}.png`), encodePng(size, pixels));
}
