import { withCleanup } from './cleanup.mjs';
import { node, runOpenly } from './command.mjs';
import { openDesktopSession } from './desktop-session.mjs';
import { prepareDesktop } from './prepare.mjs';
import { packagesForTests } from './system-packages.mjs';

/**
 * Runs our Node with `args` on this terminal, with the built app, its Electron, a display and a session bus of its
 * own at hand. Ctrl+C reaches that program by the terminal, and it closes the windows that it opened.
 * Resolves to its exit code.
 */
export async function runWithElectron(args) {
  const electron = await prepareDesktop(packagesForTests());
  return withCleanup(async (later) => {
    const session = await openDesktopSession(later, { ownBus: true });
    return runOpenly(node(), args, { env: { ...electron.env, ...session } });
  });
}
