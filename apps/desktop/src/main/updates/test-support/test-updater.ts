import http from 'node:http';
import path from 'node:path';
import { AppImageUpdater } from 'electron-updater';
import { ElectronHttpExecutor } from 'electron-updater/out/electronHttpExecutor.js';

/** electron-updater's requests over Node's own HTTP, for a test that has no Electron around it. */
class NodeHttpExecutor extends ElectronHttpExecutor {
  override createRequest(
    options: http.RequestOptions,
    callback: (response: http.IncomingMessage) => void,
  ): Electron.ClientRequest {
    // What electron-updater uses of a request, both kinds have.
    return http.request(options, callback) as unknown as Electron.ClientRequest;
  }
}

/** The real updater of an AppImage, as an installed app of some version would have it. */
export function testUpdater(version: string, folder: string): AppImageUpdater {
  const updater = new AppImageUpdater(null, {
    version,
    name: 'holdfast',
    isPackaged: true,
    appUpdateConfigPath: path.join(folder, 'app-update.yml'),
    userDataPath: folder,
    baseCachePath: path.join(folder, 'cache'),
    whenReady: () => Promise.resolve(),
    relaunch: () => {},
    quit: () => {},
    onQuit: () => {},
  });
  updater.logger = null;
  // Only an updater without an adapter of its own makes itself one, and that needs Electron.
  Object.assign(updater, { httpExecutor: new NodeHttpExecutor() });
  return updater;
}
