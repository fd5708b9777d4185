import { buildDesktop } from './build-desktop.mjs';
import { resolveElectron } from './electron-runtime.mjs';
import { installPackages } from './install.mjs';
import { say } from './say.mjs';
import { ensureSystemPackages, packagesForWindows } from './system-packages.mjs';

/**
 * Does all that the desktop app needs to run from this checkout, and skips what is done: system packages (`groups`
 * of system-packages.mjs), node_modules, Electron, the build. Resolves to the Electron (of resolveElectron).
 */
export async function prepareDesktop(groups = packagesForWindows()) {
  const electron = await prepareElectron(groups);
  await buildDesktop(electron);
  return electron;
}

/** The same without the build. */
export async function prepareElectron(groups = packagesForWindows()) {
  await ensureSystemPackages(groups);
  await installPackages();
  const electron = await resolveElectron();
  say(electron.summary);
  return electron;
}
