import { createReadStream } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import type { User } from '@holdfast/shared/model/user.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { Command } from 'commander';
import { type CsvMap, parseCsvMap } from '../import/csv-map.ts';
import { type ImportReport, importCsv } from '../import/import-csv.ts';
import { auditAsAdministrator } from './audit-as-administrator.ts';
import { group, type JsonOption, leaf, run } from './command.ts';
import { allUsers, userByEmail } from './find-users.ts';
import type { OpenData } from './open-data.ts';
import type { Terminal } from './terminal.ts';

interface ImportOptions extends JsonOption {
  readonly map: string;
  readonly as?: string;
}

/** `import …`: data of other systems. */
export function importCommands(terminal: Terminal): Command {
  return group('import', 'brings in data of other systems', [
    leaf('csv', 'imports tickets from a CSV file; run again, it skips what is there')
      .argument('<file>', 'the CSV file, with a header line')
      .requiredOption('--map <file>', 'a JSON file that says which column feeds which field')
      .option('--as <email>', 'the author of the tickets; an admin. Default: the first admin')
      .action((file: string, options: ImportOptions) => importCsvFile(terminal, file, options)),
  ]);
}

/** Rows that cannot be taken are named on standard error, the rest goes in. */
async function importCsvFile(terminal: Terminal, file: string, options: ImportOptions): Promise<void> {
  const map = await readMap(options.map);
  await access(file).catch((cause: unknown) => {
    throw new HoldfastError('NOT_FOUND', `The file ${file} cannot be read.`, { cause });
  });
  await run(terminal, options, async (data) => {
    const author = await findAuthor(data, options.as);
    const tell = (line: string): void => void terminal.err.write(`${line}\n`);
    const report = await importCsv({ ...data, map, author, input: createReadStream(file), tell });
    await auditAsAdministrator(data, {
      kind: 'imported',
      subject: null,
      details: { imported: report.imported, skipped: report.skipped, rejected: report.rejected.length },
    });
    return { json: report, words: inWords(report) };
  });
}

async function readMap(file: string): Promise<CsvMap> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new HoldfastError('NOT_FOUND', `The map ${file} cannot be read.`, { cause });
  });
  return parseCsvMap(text, file);
}

async function findAuthor({ store }: OpenData, email: string | undefined): Promise<User> {
  const author =
    email === undefined
      ? (await allUsers(store)).find((user) => user.role === 'admin' && !user.disabled)
      : await userByEmail(store, email);
  if (author !== undefined) return author;
  const what =
    email === undefined
      ? 'There is no admin yet who could be the author. Add one with: users add --role admin …'
      : `There is nobody with ${email}.`;
  throw new HoldfastError('NOT_FOUND', what);
}

function inWords({ imported, skipped, rejected }: ImportReport): string {
  return `Imported ${imported}, skipped ${skipped} that were there already, rejected ${rejected.length}.`;
}
