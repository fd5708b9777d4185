const { rm } = require('node:fs/promises');
const path = require('node:path');

/**
 * electron-builder's hook: takes Electron's own default app out of the package, where it has no use and would start
 * any folder it is given. electron-builder does so itself for an Electron that it fetched, not for one it was handed.
 */
module.exports = async function afterPack({ packager, appOutDir }) {
  await rm(path.join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
};
