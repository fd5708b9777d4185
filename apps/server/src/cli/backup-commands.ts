import type { Effect } from '@holdfast/shared/effect/operations.ts';
import { get, update } from '@holdfast/shared/effect/rows.ts';
import { userModel } from '@holdfast/shared/model/user.ts';
import { allModels } from '@holdfast/shared/registry.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import type { Command } from 'commander';
import { writeAudit } from '../audit/write-audit.ts';
import { loadConfig } from '../config.ts';
import { backUp } from '../store/sqlite/backup.ts';
import { type RestoreReport, restore } from '../store/sqlite/restore.ts';
import type { WriteWork } from '../store/work.ts';
import { applyEffect } from '../sync/apply-mutation.ts';
import { inCommit } from '../sync/commit.ts';
import { type Outside, realOutside } from '../sync/outside.ts';
import { ADMINISTRATOR, systemActor } from '../sync/system-actor.ts';
import { auditAsAdministrator } from './audit-as-administrator.ts';
import { type JsonOption, leaf, run } from './command.ts';
import { print } from './output.ts';
import type { Terminal } from './terminal.ts';

/** `backup FILE`: writes one consistent file, also while a server runs. */
export function backupCommand(terminal: Terminal): Command {
  return leaf('backup', 'writes all data to one file; a server may run meanwhile')
    .argument('<file>', 'where to; it must not exist yet')
    .action((file: string, options: JsonOption) => backUpTo(terminal, file, options));
}

/** `restore FILE`: puts a backup in the place of the data, which is set aside (S19). */
export function restoreCommand(terminal: Terminal): Command {
  return leaf('restore', 'puts a backup in the place of the data; stop the server first')
    .argument('<file>', 'a file that backup has written')
    .action((file: string, options: JsonOption) => restoreFrom(terminal, file, options));
}

/** The file is written before the folder is opened: so it holds the data as the last server left them, also before an upgrade. */
function backUpTo(terminal: Terminal, file: string, options: JsonOption): Promise<void> {
  const report = backUp(loadConfig(terminal.env).dataFolder, file);
  return run(terminal, options, async (data) => {
    const { version, bytes } = report;
    await auditAsAdministrator(data, { kind: 'backed-up', subject: null, details: { file, version } });
    const size = (bytes / 1_000_000).toFixed(1);
    return { json: report, words: `Backed up everything up to change ${version} to ${file} (${size} MB).` };
  });
}

function restoreFrom(terminal: Terminal, file: string, options: JsonOption): void {
  const folder = loadConfig(terminal.env).dataFolder;
  const outside = realOutside();
  const report = restore({
    folder,
    file,
    newId: outside.newId,
    now: outside.now(),
    models: allModels,
    mend: (restored) => mend(restored, file, outside),
  });
  const disabledSince = report.disabledSince.map(({ email }) => email);
  const words = inWords(report, disabledSince, file);
  print(terminal, { json: { ...report, disabledSince }, words }, options.json === true);
}

/** The backup knows nothing of who was disabled since: whoever was sent away must not come back with it. */
function* mend(
  { version, disabledSince }: Pick<RestoreReport, 'version' | 'disabledSince'>,
  file: string,
  outside: Outside,
): WriteWork<void> {
  const details = { file, version, disabledAgain: disabledSince.length };
  const at = formatTime(outside.now());
  yield* writeAudit(at, { kind: 'restored', actorId: ADMINISTRATOR, subject: null, details });
  if (disabledSince.length === 0) return;
  const ids = disabledSince.map(({ id }) => id);
  yield* inCommit(outside, (commit) => applyEffect(commit, systemActor, disableAll(ids)));
}

/** Not the mutation: it would refuse the only admin of the backup, whom somebody else had disabled since. */
function* disableAll(ids: readonly string[]): Effect<void> {
  for (const id of ids) {
    const user = yield* get(userModel, id);
    if (user !== undefined) yield* update(userModel, user, { disabled: true });
  }
}

function inWords(
  { setAside, version }: RestoreReport,
  disabledSince: readonly string[],
  file: string,
): string {
  return [
    `Restored ${file}: everything up to change ${version}. The data begins a new life.`,
    setAside === undefined ? 'There was no data before.' : `The data from before is kept in ${setAside}.`,
    'When apps connect, they send again what their people changed since, up to 30 days back.',
    'Roles and memberships are those of the backup: look through them.',
    ...(disabledSince.length === 0 ? [] : [`Disabled again: ${disabledSince.join(', ')}.`]),
  ].join('\n');
}
