import { withCleanup } from './cleanup.mjs';
import { openDesktopSession } from './desktop-session.mjs';
import { data } from './paths.mjs';
import { prepareDesktop } from './prepare.mjs';
import { say } from './say.mjs';
import { openWindow, sayWithoutSandbox } from './window.mjs';

const ANSWER_LIMIT_MS = 5_000;

/** One window on the server at `url`, until it is closed or Ctrl+C. Each server has its own profile here. */
export async function startWindowOnly({ url }) {
  const electron = await prepareDesktop();
  return withCleanup(async (later, stopping) => {
    const env = await openDesktopSession(later);
    sayWithoutSandbox(electron);
    if (!(await answers(url))) say(`${url} does not answer now; the window opens all the same.`);
    const name = new URL(url).host.replaceAll(':', '-');
    const window = openWindow({ electron, env, folder: data, name, server: url });
    later(window.close);
    say(`A window is open on ${url}. Ctrl+C closes it.`);
    const code = await Promise.race([stopping.then(() => 0), window.child.ended]);
    if (code !== 0) say(`The window ended with ${code}; see ${window.log}`);
    return code === 0 ? 0 : 1;
  });
}

async function answers(url) {
  try {
    return (await fetch(`${url}/health`, { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) })).ok;
  } catch {
    return false;
  }
}
