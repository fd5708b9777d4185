import { createReadStream } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type ImportKind, importKinds } from '@holdfast/shared/import/kinds.ts';
import { originOf } from '@holdfast/shared/import/origin.ts';
import { type DateOrder, dateOrders } from '@holdfast/shared/import/read-dates.ts';
import type { ImportReport as RowsReport } from '@holdfast/shared/import/run-import.ts';
import type { User } from '@holdfast/shared/model/user.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { type Command, Option } from 'commander';
import { type Config, loadConfig } from '../config.ts';
import { fileHome } from '../files/home/file-home.ts';
import { type CsvMap, parseCsvMap } from '../import/csv-map.ts';
import { type ImportReport, importCsv } from '../import/import-csv.ts';
import { type FileFormat, importFile } from '../import/import-file.ts';
import { importOrganisation, type OrganisationReport } from '../import/import-organisation.ts';
import { problemWords } from '../import/problem-words.ts';
import { auditAsAdministrator } from './audit-as-administrator.ts';
import { group, type JsonOption, leaf, run } from './command.ts';
import { allUsers, userByEmail } from './find-users.ts';
import { type OpenData, withData } from './open-data.ts';
import { type Output, print } from './output.ts';
import type { Terminal } from './terminal.ts';

interface ImportOptions extends JsonOption {
  readonly map?: string;
  readonly kind?: ImportKind;
  readonly source?: string;
  readonly timeZone: string;
  readonly dates: DateOrder;
  readonly onlyKnown?: boolean;
  readonly as?: string;
}

/** Rows between two lines that say how far it is. */
const TOLD_EVERY = 10_000;

/** `import …`: data of other systems, and of this one. */
export function importCommands(terminal: Terminal): Command {
  return group('import', 'brings in data; run again, it skips what is there', [
    importing(
      terminal,
      'csv',
      'imports rows from a CSV file by the names of its columns, or tickets by a map',
    )
      .addOption(kindOption())
      .option('--map <file>', 'a JSON file that says which column feeds which field of a ticket'),
    importing(terminal, 'json', 'imports rows from a JSON list by the names of their fields').addOption(
      kindOption(),
    ),
    importing(terminal, 'jira', 'imports tickets from a CSV export of Jira'),
    importing(terminal, 'github', 'imports tickets from a JSON list of GitHub issues'),
    organisation(terminal),
  ]);
}

function kindOption(): Option {
  return new Option('--kind <kind>', 'what the rows are').choices(importKinds).default('ticket');
}

function importing(terminal: Terminal, format: FileFormat, description: string): Command {
  return leaf(format, description)
    .argument('<file>', 'the file')
    .option(
      '--source <name>',
      'names where the rows come from, for their ids. Default: jira, github, or the name of the file without digits',
    )
    .option('--time-zone <zone>', 'whose clocks show times that name no zone', 'UTC')
    .addOption(
      new Option('--dates <order>', 'how 03/04/2026 is meant').choices(dateOrders).default('day-first'),
    )
    .option('--only-known', 'refuses rows that name projects or divisions that are not there')
    .option('--as <email>', 'who imports; an admin. Default: the first admin')
    .action((file: string, options: ImportOptions) => importOne(terminal, format, file, options));
}

/** Rows that cannot be taken are named on standard error, the rest goes in. */
async function importOne(
  terminal: Terminal,
  format: FileFormat,
  file: string,
  options: ImportOptions,
): Promise<void> {
  const map = options.map === undefined ? undefined : await readMap(options.map);
  await requireFile(file);
  await run(terminal, options, async (data) => {
    const author = await findAuthor(data, options.as);
    if (map !== undefined) return importByMap(terminal, data, { file, map, author });
    const report = await importFile(data, {
      ...{
        file,
        format,
        author,
        kind: options.kind ?? 'ticket',
        source: options.source ?? sourceOf(file, format),
      },
      ...{ timeZone: options.timeZone, dates: options.dates, makesMissing: options.onlyKnown !== true },
      onProgress: progressTo(terminal),
    });
    for (const { line, problem } of report.bad) {
      terminal.err.write(`Line ${line} was not taken: ${problemWords(problem)}.\n`);
    }
    const rejected = report.bad.map(({ line, problem }) => ({ line, reason: problemWords(problem) }));
    return told(data, { imported: report.made, skipped: report.skipped, rejected });
  });
}

/** Jira and GitHub tell their rows apart among all of theirs; of other files only the name says whose they are. */
function sourceOf(file: string, format: FileFormat): string {
  return format === 'jira' || format === 'github' ? format : originOf(basename(file));
}

function progressTo({ err }: Terminal): (report: RowsReport) => void {
  let next = TOLD_EVERY;
  return ({ read }) => {
    if (read < next) return;
    next += TOLD_EVERY;
    err.write(`${read} rows read.\n`);
  };
}

async function importByMap(
  terminal: Terminal,
  data: OpenData,
  { file, map, author }: { readonly file: string; readonly map: CsvMap; readonly author: User },
): Promise<Output> {
  const tell = (line: string): void => void terminal.err.write(`${line}\n`);
  return told(data, await importCsv({ ...data, map, author, input: createReadStream(file), tell }));
}

async function told(data: OpenData, report: ImportReport): Promise<Output> {
  const { imported, skipped, rejected } = report;
  const details = { imported, skipped, rejected: rejected.length };
  await auditAsAdministrator(data, { kind: 'imported', subject: null, details });
  const words = `Imported ${imported}, skipped ${skipped} that were there already, rejected ${rejected.length}.`;
  return { json: report, words };
}

function organisation(terminal: Terminal): Command {
  return leaf('organisation', 'brings the export of a whole organisation into an empty server')
    .argument('<file>', 'what export organisation wrote')
    .option('--files <folder>', 'where it wrote the contents of files')
    .action(async (file: string, options: OrganisationOptions) => {
      await requireFile(file);
      if (options.files !== undefined) await requireFile(options.files);
      const config = loadConfig(terminal.env);
      const output = await withData(config, (data) => importAll(data, config, file, options));
      print(terminal, output, options.json === true);
    });
}

interface OrganisationOptions extends JsonOption {
  readonly files?: string | undefined;
}

async function importAll(
  data: OpenData,
  { dataFolder }: Config,
  file: string,
  options: OrganisationOptions,
): Promise<Output> {
  const home = fileHome(dataFolder);
  const source = options.files === undefined ? undefined : { ...data, home, folder: options.files };
  const report = await importOrganisation(data, file, source);
  const details = { what: 'organisation', rows: report.rows, from: basename(file) };
  await auditAsAdministrator(data, { kind: 'imported', subject: null, details });
  return { json: report, words: wordsOf(report) };
}

function wordsOf({ rows, files, missing }: OrganisationReport): string {
  const lacking = missing === 0 ? '' : ` The contents of ${missing} files did not come: their rows say so.`;
  const people = 'Nobody has a password yet: see users reset and invites make.';
  return `Imported ${rows} rows and ${files} files.${lacking} ${people}`;
}

async function requireFile(file: string): Promise<void> {
  await access(file).catch((cause: unknown) => {
    throw new HoldfastError('NOT_FOUND', `The file ${file} cannot be read.`, { cause });
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
