// npm run dev: the server and a window from the sources, both following every change. Data as with npm start.
import path from 'node:path';
import { forgetBuild } from './lib/build-desktop.mjs';
import { startChild, stopChild } from './lib/child-process.mjs';
import { withCleanup } from './lib/cleanup.mjs';
import { node } from './lib/command.mjs';
import { keepPort, startDemoServer } from './lib/demo-server.mjs';
import { openDesktopSession } from './lib/desktop-session.mjs';
import { data, desktop, modules } from './lib/paths.mjs';
import { prepareElectron } from './lib/prepare.mjs';
import { runMain } from './lib/run-main.mjs';
import { claimFolder } from './lib/run-record.mjs';
import { whyNoSandbox } from './lib/sandbox.mjs';
import { linkSqlite } from './lib/sqlite-link.mjs';
import { sayRunning, USUAL_PORT } from './lib/welcome.mjs';
import { describeWindow } from './lib/window.mjs';

const ELECTRON_VITE = path.join(modules, 'electron-vite/bin/electron-vite.js');
const STOP_PATIENCE_MS = 5_000;

await runMain(async () => {
  const electron = await prepareElectron();
  linkSqlite(electron);
  forgetBuild();
  return withCleanup(async (later, stopping) => {
    const remember = await claimFolder(data, later);
    const session = await openDesktopSession(later);
    const port = await keepPort(data, USUAL_PORT);
    const server = await startDemoServer({
      folder: data,
      port,
      flags: ['--watch', '--watch-preserve-output'],
      later,
    });
    remember(server.child);
    const person = server.people.find(({ role }) => role === 'agent');
    const window = describeWindow({ folder: data, name: 'dev', server: server.url, person });
    later(window.forget);
    sayRunning(server, [{ person }]);
    const child = startElectronVite(electron, window, session);
    later(() => stopChild(child, STOP_PATIENCE_MS));
    return Promise.race([stopping.then(() => 0), child.ended]);
  });
});

function startElectronVite(electron, window, session) {
  const sandbox = whyNoSandbox(electron.dist) ? ['--noSandbox'] : [];
  const args = [ELECTRON_VITE, 'dev', '--watch', ...sandbox, '--', ...window.args];
  const env = { ...electron.env, ...session, ...window.env };
  return startChild(node(), args, { cwd: desktop, env, stdio: ['ignore', 'inherit', 'inherit'] });
}
