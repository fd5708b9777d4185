import type { Command } from 'commander';
import { checkChain } from '../audit/check-chain.ts';
import { checkData, type DataReport } from '../check/check-data.ts';
import { loadConfig } from '../config.ts';
import { inSqliteSnapshot, requireData } from '../store/sqlite/sqlite-snapshot.ts';
import { describeChain } from './audit-commands.ts';
import { type JsonOption, leaf, run } from './command.ts';

/** `check`: whether the data is whole. */
export function checkCommand(): Command {
  return leaf('check', 'checks the database file, that the data agrees with itself, and the audit log')
    .addHelpText('after', '\nExit code 1: something is wrong. A server may run meanwhile.')
    .action(check);
}

function check(options: JsonOption): Promise<void> {
  const { dataFolder } = loadConfig(process.env);
  requireData(dataFolder);
  return run(options, ({ outside }) =>
    inSqliteSnapshot(dataFolder, async (snapshot) => {
      const file = await snapshot.check();
      const data = await checkData(snapshot);
      const audit = await checkChain(snapshot, outside);
      const ok = file.length + data.problems.length === 0 && audit.brokenAt === null;
      if (!ok) process.exitCode = 1;
      return { json: { ok, file, data, audit }, words: inWords(file, data, describeChain(audit)) };
    }),
  );
}

function inWords(
  file: readonly string[],
  { version, rows, scopes, problems }: DataReport,
  audit: string,
): string {
  return [
    file.length === 0 ? 'The database file is whole.' : `The database file is damaged: ${file.join('; ')}`,
    ...problems,
    problems.length === 0
      ? `The data agrees with itself: ${rows} rows in ${scopes} scopes, up to change ${version}.`
      : 'The data does not agree with itself. Restore a backup, or ask for help; keep the folder as it is.',
    audit,
  ].join('\n');
}
