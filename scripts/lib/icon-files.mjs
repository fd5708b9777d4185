import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { drawIcon, readIcon } from './icon-picture.mjs';
import { cache, desktop } from './paths.mjs';
import { encodePng } from './png.mjs';

const LINUX_SIZES = [16, 24, 32, 48, 64, 128, 256, 512];
const WINDOWS_SIZES = [16, 24, 32, 48, 64, 128, 256];
/** The names that an .icns file gives to pictures of so many pixels. */
const MAC_NAMES = { ic11: 32, ic12: 64, ic07: 128, ic08: 256, ic09: 512, ic10: 1024 };

const source = path.join(desktop, 'build/icon.svg');

/**
 * Draws the icons of all systems out of the one SVG, into `.cache/icons`, where electron-builder.yml names them;
 * not again while they are newer than it.
 */
export function drawIcons(folder = path.join(cache, 'icons')) {
  const last = path.join(folder, 'icon.icns');
  const drawnAt = statSync(last, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (drawnAt > statSync(source).mtimeMs) return;
  const icon = readIcon(readFileSync(source, 'utf8'));
  const drawn = new Map();
  const png = (size) => {
    if (!drawn.has(size)) drawn.set(size, encodePng(size, drawIcon(icon, size)));
    return drawn.get(size);
  };
  mkdirSync(path.join(folder, 'linux'), { recursive: true });
  for (const size of LINUX_SIZES) writeFileSync(path.join(folder, 'linux', `${size}x${size}.png`), png(size));
  writeFileSync(path.join(folder, 'icon.ico'), packIco(WINDOWS_SIZES.map((size) => [size, png(size)])));
  const named = Object.entries(MAC_NAMES).map(([name, size]) => [name, png(size)]);
  writeFileSync(last, packIcns(named));
}

/** A Windows icon: a table of its pictures, and the pictures, each a PNG file. */
function packIco(pictures) {
  const header = Buffer.alloc(6 + 16 * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let at = header.length;
  for (const [index, [size, png]] of pictures.entries()) {
    const entry = header.subarray(6 + 16 * index);
    // A byte has no room for 256: there it is 0.
    entry.set([size % 256, size % 256, 0, 0, 1, 0, 32, 0]);
    entry.writeUInt32LE(png.length, 8);
    entry.writeUInt32LE(at, 12);
    at += png.length;
  }
  return Buffer.concat([header, ...pictures.map(([, png]) => png)]);
}

/** An icon of macOS: each picture under its name, with its length. */
function packIcns(pictures) {
  const parts = pictures.flatMap(([name, png]) => [Buffer.from(name), length(png.length + 8), png]);
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from('icns'), length(body.length + 8), body]);
}

function length(bytes) {
  const number = Buffer.alloc(4);
  number.writeUInt32BE(bytes);
  return number;
}
