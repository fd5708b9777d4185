import { createReadStream } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import type { User } from '@holdfast/shared/model/user.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { loadConfig } from '../config.ts';
import { type CsvMap, parseCsvMap } from '../import/csv-map.ts';
import { type ImportReport, importCsv } from '../import/import-csv.ts';
import { allUsers, userByEmail } from './find-users.ts';
import { type OpenData, withData } from './open-data.ts';
import { print } from './output.ts';

interface ImportOptions {
  readonly map: string;
  readonly as?: string;
  readonly json?: boolean;
}

/** `import csv FILE --map FILE`: rows that cannot be taken are named on standard error, the rest goes in. */
export async function importCsvCommand(file: string, options: ImportOptions): Promise<void> {
  const map = await readMap(options.map);
  await access(file).catch((cause: unknown) => {
    throw new HoldfastError('NOT_FOUND', `The file ${file} cannot be read.`, { cause });
  });
  const report = await withData(loadConfig(process.env), async (data) =>
    importCsv({
      ...data,
      map,
      author: await findAuthor(data, options.as),
      input: createReadStream(file),
      tell: (line) => process.stderr.write(`${line}\n`),
    }),
  );
  print({ json: report, words: inWords(report) }, options.json === true);
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
