import { withCleanup } from './cleanup.mjs';
import { keepPort, startDemoServer } from './demo-server.mjs';
import { installPackages } from './install.mjs';
import { data } from './paths.mjs';
import { claimFolder } from './run-record.mjs';
import { say } from './say.mjs';
import { sayRunning, USUAL_PORT } from './welcome.mjs';

/** The server with demo data, until Ctrl+C. Needs neither Electron nor a display. Resolves to the exit code. */
export async function startServerOnly() {
  await installPackages();
  return withCleanup(async (later, stopping) => {
    const remember = await claimFolder(data, later);
    const port = await keepPort(data, USUAL_PORT);
    const server = await startDemoServer({ folder: data, port, later });
    remember(server.child);
    sayRunning(server, []);
    const code = await Promise.race([stopping.then(() => null), server.child.ended]);
    say(
      code === null ? '\nStopping the server …' : `The server ended by itself (${code}); see ${server.log}`,
    );
    return code === null ? 0 : 1;
  });
}
