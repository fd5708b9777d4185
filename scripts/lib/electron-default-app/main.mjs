// Stands in for Electron's own default_app.asar, which Cypress leaves out of its copy:
//   electron [switches] [-r MODULE]... FOLDER|FILE
// starts the app in FOLDER (by its package.json) or FILE, as the original does. Runs inside Electron.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const require = createRequire(import.meta.url);

process.defaultApp = true;
const target = path.resolve(readArguments(process.argv.slice(1)) ?? '.');
const about = path.join(target, 'package.json');
await import(pathToFileURL(existsSync(about) ? adoptFolder(about) : adoptFile(target)).href);

/** Loads every `-r MODULE` (Playwright attaches itself so) and returns the app that was named, if any. */
function readArguments(args) {
  let named;
  for (let at = 0; at < args.length; at += 1) {
    if (args[at] === '-r' || args[at] === '--require') require(args[++at]);
    else if (!args[at].startsWith('-')) named ??= args[at];
  }
  return named;
}

function adoptFolder(file) {
  const { name, productName, version, desktopName, main } = JSON.parse(readFileSync(file, 'utf8'));
  app.setName(productName ?? name);
  if (version) app.setVersion(version);
  app.setDesktopName(desktopName ?? `${app.getName()}.desktop`);
  app.setAppPath(path.dirname(file));
  return require.resolve(path.join(path.dirname(file), main ?? 'index.js'));
}

function adoptFile(file) {
  app.setAppPath(path.dirname(file));
  return file;
}
