#!/usr/bin/env node
// Does for electron-builder what 7za does for a tar.gz: packs one file. 7za itself comes from GitHub
// (ELECTRON_BUILDER_7ZIP_PATH).
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

const [packed, file] = process.argv.slice(-2);
if (!packed.endsWith('.gz')) throw new Error(`only .gz files can be made here, not ${packed}`);
await pipeline(createReadStream(file), createGzip({ level: 6 }), createWriteStream(packed));
