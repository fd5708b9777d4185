import type { Command } from 'commander';
import { checkChain } from '../audit/check-chain.ts';
import { checkData, type DataReport } from '../check/check-data.ts';
import { inSqliteSnapshot } from '../store/sqlite/sqlite-snapshot.ts';
import { describeChain } from './audit-commands.ts';
import { type JsonOption, leaf, run } from './command.ts';
import { BadNews } from './output.ts';
import type { Terminal } from './terminal.ts';

/** `check`: whether the data is whole. */
export function checkCommand(terminal: Terminal): Command {
  return leaf('check', 'checks the database file, that the data agrees with itself, and the audit log')
    .addHelpText('after', '\nExit code 1: something is wrong. A server may run meanwhile.')
    .action((options: JsonOption) => check(terminal, options));
}

function check(terminal: Terminal, options: JsonOption): Promise<void> {
  return run(terminal, options, ({ outside }, { dataFolder }) =>
    inSqliteSnapshot(dataFolder, async (snapshot) => {
      const file = await snapshot.check();
      const data = await checkData(snapshot);
      const audit = await checkChain(snapshot, outside);
      const ok = file.length + data.problems.length === 0 && audit.brokenAt === null;
      const words = inWords(file, data, describeChain(audit));
      const output = { json: { ok, file, data, audit }, words };
      if (ok) return output;
      throw new BadNews(output);
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
