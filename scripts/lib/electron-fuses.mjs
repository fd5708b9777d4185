import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';

/** What the product's own packages use @electron/fuses for; that needs Node 22, and this runs before it is there. */
const SENTINEL = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
const WIRE_VERSION = 1;

/** A fuse's place on the wire, as Electron's build/fuses/fuses.json5 orders them. */
const POSITION = {
  runAsNode: 0,
  cookieEncryption: 1,
  nodeOptions: 2,
  nodeCliInspect: 3,
  embeddedAsarIntegrityValidation: 4,
  onlyLoadAppFromAsar: 5,
  loadBrowserProcessSpecificV8Snapshot: 6,
  grantFileProtocolExtraPrivileges: 7,
};

/**
 * Sets fuses (`{ runAsNode: true, … }`) in an Electron binary. After the sentinel come a version byte, the number
 * of fuses, and '0', '1' or 'r' (removed) for each. Throws an Error when the binary has no wire we know, or
 * lacks a fuse that is asked for.
 */
export function setFuses(executable, wanted) {
  const wire = findWire(readFileSync(executable));
  const file = openSync(executable, 'r+');
  try {
    for (const [name, on] of Object.entries(wanted)) {
      const position = POSITION[name];
      if (!(position < wire.count)) throw new Error(`${executable} has no fuse ${name}`);
      writeSync(file, on ? '1' : '0', wire.start + position);
    }
  } finally {
    closeSync(file);
  }
}

function findWire(binary) {
  const at = binary.indexOf(SENTINEL);
  if (at < 0) throw new Error('no fuses in this binary: it is not an Electron that we know');
  const wire = at + SENTINEL.length;
  if (binary[wire] !== WIRE_VERSION) throw new Error(`unknown version of the fuse wire: ${binary[wire]}`);
  return { start: wire + 2, count: binary[wire + 1] };
}
