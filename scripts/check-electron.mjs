// node scripts/check-electron.mjs: fails when the Electron that the lockfile pins is no longer supported.
import { npm, runQuietly } from './lib/command.mjs';
import { officialVersion } from './lib/electron-official.mjs';
import { PlainError } from './lib/plain-error.mjs';
import { runMain } from './lib/run-main.mjs';
import { say } from './lib/say.mjs';
import { isSupportedElectron } from './lib/supported-electron.mjs';

await runMain(async () => {
  const { command, args } = npm();
  const newest = (await runQuietly(command, [...args, 'view', 'electron', 'version'])).trim();
  const ours = officialVersion();
  if (!isSupportedElectron(ours, newest))
    throw new PlainError(`Electron ${ours} is no longer supported: ${newest} is out. Move to a newer one.`);
  say(`Electron ${ours} is supported; the newest is ${newest}.`);
});
