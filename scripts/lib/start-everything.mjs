import { withCleanup } from './cleanup.mjs';
import { keepPort, startDemoServer } from './demo-server.mjs';
import { openDesktopSession } from './desktop-session.mjs';
import { data } from './paths.mjs';
import { prepareDesktop } from './prepare.mjs';
import { claimFolder } from './run-record.mjs';
import { say } from './say.mjs';
import { sayRunning, USUAL_PORT } from './welcome.mjs';
import { openWindow, sayWithoutSandbox } from './window.mjs';

/** Who gets a window, and where on the screen: side by side. */
const WINDOWS = [
  { role: 'agent', place: '20,40,810,880' },
  { role: 'staff', place: '850,40,810,880' },
];

/** The server with demo data and a window for each of two people, until Ctrl+C or until both are closed. */
export async function startEverything() {
  const electron = await prepareDesktop();
  return withCleanup(async (later, stopping) => {
    const remember = await claimFolder(data, later);
    const env = await openDesktopSession(later);
    const port = await keepPort(data, USUAL_PORT);
    const server = await startDemoServer({ folder: data, port, later });
    remember(server.child);
    sayWithoutSandbox(electron);
    const windows = WINDOWS.map((window) => openFor(window, { electron, env, server, remember }));
    later(() => Promise.all(windows.map((window) => window.close())));
    sayRunning(server, windows);
    return untilClosed(server, windows, stopping);
  });
}

function openFor({ role, place }, { electron, env, server, remember }) {
  const person = server.people.find((someone) => someone.role === role);
  const window = openWindow({ electron, env, folder: data, name: role, server: server.url, person, place });
  remember(window.child);
  return { ...window, person };
}

/** Resolves to the exit code: 1 if the server or a window ended of itself in another way than by being closed. */
async function untilClosed(server, windows, stopping) {
  let closing = false;
  let failed = false;
  const report = (text, code) => {
    if (closing) return;
    say(text);
    failed ||= code !== 0;
  };
  server.child.ended.then(() => report(`The server ended by itself; see ${server.log}`, 1));
  const ends = windows.map(async ({ child, person, log }) => {
    const code = await child.ended;
    const normal = `${person.name}'s window was closed.`;
    report(code === 0 ? normal : `${person.name}'s window ended with ${code}; see ${log}`, code);
  });
  const signal = await Promise.race([stopping, Promise.all(ends).then(() => null)]);
  closing = true;
  say(signal ? '\nClosing the windows and the server …' : 'All windows are closed: the server stops, too.');
  return failed ? 1 : 0;
}
