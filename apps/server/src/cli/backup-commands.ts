import type { Effect } from '@holdfast/shared/effect/operations.ts';
import { get, update } from '@holdfast/shared/effect/rows.ts';
import { userModel } from '@holdfast/shared/model/user.ts';
import { allModels } from '@holdfast/shared/registry.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import type { Command } from 'commander';
import { writeAudit } from '../audit/write-audit.ts';
import { loadConfig } from '../config.ts';
import type { ContentsReport } from '../export/export-contents.ts';
import { backUp } from '../store/sqlite/backup.ts';
import { holdFolderAlone } from '../store/sqlite/folder-lock.ts';
import { type RestoreReport, restore } from '../store/sqlite/restore.ts';
import type { WriteWork } from '../store/work.ts';
import { applyEffect } from '../sync/apply-mutation.ts';
import { inCommit } from '../sync/commit.ts';
import { type Outside, realOutside } from '../sync/outside.ts';
import { ADMINISTRATOR, systemActor } from '../sync/system-actor.ts';
import { auditAsAdministrator } from './audit-as-administrator.ts';
import { backUpFiles, bringBackFiles, countMissing, filesBeside } from './backup-files.ts';
import { type JsonOption, leaf, run } from './command.ts';
import { BACK_UP_INSTEAD, RESTORE_INSTEAD, refuseOnPostgres } from './on-postgres.ts';
import type { Terminal } from './terminal.ts';

const FILES = [
  '--files <folder>',
  'where the contents of files lie (holdfast-files beside the file)',
] as const;

interface FilesOption extends JsonOption {
  readonly files?: string | undefined;
}

/** `backup FILE`: writes one consistent file, also while a server runs. */
export function backupCommand(terminal: Terminal): Command {
  return leaf('backup', 'writes all data to one file, and the contents of files beside it; a server may run')
    .argument('<file>', 'where to; it must not exist yet')
    .option(...FILES)
    .action((file: string, options: FilesOption) => backUpTo(terminal, file, options));
}

/** `restore FILE`: puts a backup in the place of the data, which is set aside (S19). */
export function restoreCommand(terminal: Terminal): Command {
  return leaf('restore', 'puts a backup in the place of the data; stop the server first')
    .argument('<file>', 'a file that backup has written')
    .option(...FILES)
    .action((file: string, options: FilesOption) => restoreFrom(terminal, file, options));
}

/** The file is written before the folder is opened: so it holds the data as the last server left them, also before an upgrade. */
async function backUpTo(terminal: Terminal, file: string, options: FilesOption): Promise<void> {
  const config = loadConfig(terminal.env);
  refuseOnPostgres(config, BACK_UP_INSTEAD);
  const report = backUp(config.dataFolder, file);
  return run(terminal, options, async (data, { dataFolder }) => {
    const folder = filesBeside(file, options.files);
    const contents = await backUpFiles(data, dataFolder, folder);
    const { version, bytes } = report;
    const details = { file, version, files: contents.files };
    await auditAsAdministrator(data, { kind: 'backed-up', subject: null, details });
    const size = (bytes / 1_000_000).toFixed(1);
    const words = `Backed up everything up to change ${version} to ${file} (${size} MB).`;
    return { json: { ...report, contents }, words: [words, ...describeKept(contents, folder)].join('\n') };
  });
}

/** The contents come first, so that no row is there without its bytes; a server that runs is refused before. */
async function restoreFrom(terminal: Terminal, file: string, options: FilesOption): Promise<void> {
  const config = loadConfig(terminal.env);
  refuseOnPostgres(config, RESTORE_INSTEAD);
  const { dataFolder } = config;
  const outside = realOutside();
  const folder = filesBeside(file, options.files);
  holdFolderAlone(dataFolder).release();
  const files = await bringBackFiles(folder, dataFolder, outside);
  const report = restore({
    folder: dataFolder,
    file,
    newId: outside.newId,
    now: outside.now(),
    models: allModels,
    mend: (restored) => mend(restored, file, outside),
  });
  await run(terminal, options, async (data) => {
    const disabledSince = report.disabledSince.map(({ email }) => email);
    const contents = { files, missing: await countMissing(data, dataFolder) };
    const words = [...inWords(report, disabledSince, file), ...describeBroughtBack(contents, folder)];
    return { json: { ...report, disabledSince, contents }, words: words.join('\n') };
  });
}

function describeKept({ files, missing }: ContentsReport, folder: string): readonly string[] {
  const kept = `The contents of ${files} files are in ${folder}: keep it with the backup.`;
  return [...(files > 0 ? [kept] : []), ...describeMissing(missing)];
}

function describeBroughtBack({ files, missing }: ContentsReport, folder: string): readonly string[] {
  const here = `The contents of ${files} files were brought in from ${folder}.`;
  return [...(files > 0 ? [here] : []), ...describeMissing(missing)];
}

function describeMissing(missing: number): readonly string[] {
  return missing === 0 ? [] : [`The contents of ${missing} files that rows name are missing.`];
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
): readonly string[] {
  return [
    `Restored ${file}: everything up to change ${version}. The data begins a new life.`,
    setAside === undefined ? 'There was no data before.' : `The data from before is kept in ${setAside}.`,
    'When apps connect, they send again what their people changed since, up to 30 days back.',
    'Roles and memberships are those of the backup: look through them.',
    ...(disabledSince.length === 0 ? [] : [`Disabled again: ${disabledSince.join(', ')}.`]),
  ];
}
