import { drawIcon } from './icon-picture.mjs';

/** Grey says that there is no connection, on light panels and on dark ones. */
const OFFLINE_GROUND = [0x75, 0x75, 0x75];
const DOT = [0xe8, 0x59, 0x0c];
/** The dot's place and size, and the ring cut out around it, in shares of a side. */
const DOT_AT = 0.75;
const DOT_RADIUS = 0.22;
const RING = 0.07;

/**
 * The app's icon (of readIcon) as the tray shows it, `size` pixels a side: grey while offline, with a dot while
 * something is unread. Red, green, blue and alpha of each pixel.
 */
export function drawTrayIcon(icon, size, { isOffline, isUnread }) {
  const pixels = drawIcon(isOffline ? { ...icon, ground: OFFLINE_GROUND } : icon, size);
  if (isUnread) addDot(pixels, size, DOT_AT * size, DOT_RADIUS * size);
  return pixels;
}

/** The dot alone, as Windows lays it over the app's icon in the task bar. */
export function drawDot(size) {
  const pixels = new Uint8Array(size * size * 4);
  addDot(pixels, size, size / 2, size / 2 - 1);
  return pixels;
}

function addDot(pixels, size, centre, radius) {
  for (let place = 0; place < size * size; place += 1) {
    const [x, y] = [(place % size) + 0.5, Math.floor(place / size) + 0.5];
    const outside = Math.hypot(x - centre, y - centre) - radius;
    const at = pixels.subarray(place * 4, place * 4 + 4);
    // Around the dot the icon is cut away, so that the two are told apart in any colour.
    at[3] *= 1 - share(outside - RING * size);
    if (share(outside) > 0) at.set([...DOT, 255 * share(outside)]);
  }
}

/** The share of a pixel that lies inside, from its distance to the edge: negative is inside. */
function share(distance) {
  return Math.min(1, Math.max(0, 0.5 - distance));
}
