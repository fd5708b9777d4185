import type { Command } from 'commander';
import { checkChain } from '../audit/check-chain.ts';
import { checkData, type DataReport } from '../check/check-data.ts';
import { loadConfig } from '../config.ts';
import { fileDamage } from '../store/sqlite/file-damage.ts';
import { inSqliteSnapshot, requireData } from '../store/sqlite/sqlite-snapshot.ts';
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

async function check(terminal: Terminal, options: JsonOption): Promise<void> {
  const { dataFolder } = loadConfig(terminal.env);
  requireData(dataFolder);
  const file = fileDamage(dataFolder);
  // What is read from a damaged file says nothing of what was written to it.
  if (file.length > 0) throw new BadNews({ json: { ok: false, file }, words: describeDamage(file) });
  await run(terminal, options, ({ outside }) =>
    inSqliteSnapshot(dataFolder, async (snapshot) => {
      const data = await checkData(snapshot);
      const audit = await checkChain(snapshot, outside);
      const ok = data.problems.length === 0 && audit.brokenAt === null;
      const words = ['The database file is whole.', describeData(data), describeChain(audit)].join('\n');
      const output = { json: { ok, file, data, audit }, words };
      if (ok) return output;
      throw new BadNews(output);
    }),
  );
}

function describeDamage(problems: readonly string[]): string {
  return [
    'The database file is damaged. Stop the server, keep the folder, restore a backup.',
    ...problems,
  ].join('\n');
}

function describeData({ version, rows, scopes, problems }: DataReport): string {
  if (problems.length === 0) {
    return `The data agrees with itself: ${rows} rows in ${scopes} scopes, up to change ${version}.`;
  }
  return ['The data does not agree with itself. Keep the folder, and restore a backup:', ...problems].join(
    '\n',
  );
}
