#!/usr/bin/env node
// Does for electron-builder what fpm does, for Debian packages alone: fpm itself comes from GitHub (CUSTOM_FPM_PATH).
import { buildDeb } from './lib/deb-package.mjs';

buildDeb(process.argv.slice(2));
