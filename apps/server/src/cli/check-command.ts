import type { Command } from 'commander';
import { checkChain } from '../audit/check-chain.ts';
import { type ContentsCheck, checkContents } from '../check/check-contents.ts';
import { checkData, type DataReport } from '../check/check-data.ts';
import { type Config, loadConfig } from '../config.ts';
import { fileHome } from '../files/home/file-home.ts';
import { inSnapshot } from '../store/open-store.ts';
import { fileDamage } from '../store/sqlite/file-damage.ts';
import { requireData } from '../store/sqlite/sqlite-snapshot.ts';
import { describeChain } from './audit-commands.ts';
import { type JsonOption, leaf, run } from './command.ts';
import { BadNews } from './output.ts';
import type { Terminal } from './terminal.ts';

/** `check`: whether the data is whole. */
export function checkCommand(terminal: Terminal): Command {
  return leaf('check', 'checks the database file, that the data agrees with itself, files and the audit log')
    .option('--contents', 'reads all bytes of all files too, which may take long')
    .addHelpText('after', '\nExit code 1: something is wrong. A server may run meanwhile.')
    .action((options: CheckOptions) => check(terminal, options));
}

interface CheckOptions extends JsonOption {
  readonly contents?: boolean | undefined;
}

async function check(terminal: Terminal, options: CheckOptions): Promise<void> {
  const config = loadConfig(terminal.env);
  // What is read from a damaged file says nothing of what was written to it.
  if (config.postgres === undefined) requireWholeFile(config);
  await run(terminal, options, async ({ store, outside }) => {
    const file = config.postgres === undefined ? [] : await store.check();
    requireWhole(file, describeProblems);
    return inSnapshot(config, async (snapshot) => {
      const data = await checkData(snapshot);
      const audit = await checkChain(snapshot, outside);
      const home = fileHome(config.dataFolder);
      const contents = await checkContents(snapshot, home, options.contents === true);
      const ok = data.problems.length + contents.problems.length === 0 && audit.brokenAt === null;
      const parts = [describeData(data), describeContents(contents), describeChain(audit)];
      const words = ['The database is whole.', ...parts].join('\n');
      const output = { json: { ok, file, data, contents, audit }, words };
      if (ok) return output;
      throw new BadNews(output);
    });
  });
}

function requireWholeFile({ dataFolder }: Config): void {
  requireData(dataFolder);
  requireWhole(fileDamage(dataFolder), describeDamage);
}

function requireWhole(file: readonly string[], describe: (problems: readonly string[]) => string): void {
  if (file.length > 0) throw new BadNews({ json: { ok: false, file }, words: describe(file) });
}

function describeDamage(problems: readonly string[]): string {
  return [
    'The database file is damaged. Stop the server, keep the folder, restore a backup.',
    ...problems,
  ].join('\n');
}

function describeProblems(problems: readonly string[]): string {
  return ['The database is damaged. Stop the server and restore a backup.', ...problems].join('\n');
}

function describeData({ version, rows, scopes, problems }: DataReport): string {
  if (problems.length === 0) {
    return `The data agrees with itself: ${rows} rows in ${scopes} scopes, up to change ${version}.`;
  }
  return ['The data does not agree with itself. Keep the folder, and restore a backup:', ...problems].join(
    '\n',
  );
}

function describeContents({ files, bytes, problems }: ContentsCheck): string {
  if (problems.length === 0) {
    return `All files are there: ${files} with ${(bytes / 1_000_000).toFixed(1)} MB in all.`;
  }
  return ['Files are not what rows say. Restore them from a backup:', ...problems].join('\n');
}
