import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. Worked out from the URL, so that a Node too old to run us still gets to the check that says so. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

export const desktop = path.join(root, 'apps/desktop');
export const cache = path.join(root, '.cache');
export const data = path.join(root, '.data');
export const modules = path.join(root, 'node_modules');
