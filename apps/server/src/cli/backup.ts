import { type Config, loadConfig } from '../config.ts';
import { backUp } from '../store/sqlite/backup.ts';
import { type RestoreReport, restore } from '../store/sqlite/restore.ts';
import { realOutside } from '../sync/outside.ts';
import { withData } from './open-data.ts';
import { print } from './output.ts';
import { disableUser } from './users.ts';

interface JsonOption {
  readonly json?: boolean;
}

/** `backup FILE`: writes one consistent file, also while a server runs. */
export async function backupCommand(file: string, options: JsonOption): Promise<void> {
  const report = backUp(loadConfig(process.env).dataFolder, file);
  const size = (report.bytes / 1_000_000).toFixed(1);
  const words = `Backed up everything up to change ${report.version} to ${file} (${size} MB).`;
  print({ json: report, words }, options.json === true);
}

/** `restore FILE`: puts a backup in the place of the data, which is set aside (S19). */
export async function restoreCommand(file: string, options: JsonOption): Promise<void> {
  const config = loadConfig(process.env);
  const outside = realOutside();
  const folder = config.dataFolder;
  const report = restore({ folder, file, newId: outside.newId, now: outside.now() });
  await disableAgain(config, report.disabledSince);
  print({ json: report, words: inWords(report, file) }, options.json === true);
}

/** The backup knows nothing of these; whoever was sent away must not come back with it. */
async function disableAgain(config: Config, emails: readonly string[]): Promise<void> {
  if (emails.length === 0) return;
  await withData(config, async (data) => {
    for (const email of emails) await disableUser(data, email);
  });
}

function inWords({ setAside, version, disabledSince }: RestoreReport, file: string): string {
  return [
    `Restored ${file}: everything up to change ${version}. The data begins a new life.`,
    setAside === undefined ? 'There was no data before.' : `The data from before is kept in ${setAside}.`,
    'When apps connect, they send again what their people changed since, up to 30 days back.',
    'Roles and memberships are those of the backup: look through them.',
    ...(disabledSince.length === 0 ? [] : [`Disabled again: ${disabledSince.join(', ')}.`]),
  ].join('\n');
}
