import type { RowData } from '@holdfast/shared/effect/operations.ts';
import { type ImportKind, importKinds } from '@holdfast/shared/import/kinds.ts';
import { type Command, Option } from 'commander';
import type { Config } from '../config.ts';
import { type ContentsReport, exportContents } from '../export/export-contents.ts';
import { exportCsv } from '../export/export-csv.ts';
import { exportJson, exportOrganisation } from '../export/export-json.ts';
import { NamedContents } from '../export/named-contents.ts';
import { isStandardOutput, type Target, withTarget } from '../export/target.ts';
import { fileHome } from '../files/home/file-home.ts';
import { inSnapshot, type Snapshot } from '../store/open-store.ts';
import { auditAsAdministrator } from './audit-as-administrator.ts';
import { group, type JsonOption, leaf, run } from './command.ts';
import type { OpenData } from './open-data.ts';
import type { Output } from './output.ts';
import type { Terminal } from './terminal.ts';

const FILE = ['<file>', 'where to; it must not exist yet; - for standard output'] as const;

/** What an export wrote. */
interface Exported {
  readonly rows: number;
  readonly contents?: ContentsReport | undefined;
}

/** Writes what it exports. */
type Exporter = (
  snapshot: Snapshot,
  target: Target,
  data: OpenData,
  options: ExportOptions,
  config: Config,
) => Promise<Exported>;

interface ExportOptions extends JsonOption {
  readonly conversations?: boolean | undefined;
  readonly kind?: ImportKind | undefined;
  readonly files?: string | undefined;
}

const CONVERSATIONS = [
  '--conversations',
  'with groups and direct conversations, which only their members see otherwise',
] as const;

/** `export …`: data taken out as text. Kept in the audit log before anything is read. */
export function exportCommands(terminal: Terminal): Command {
  return group('export', 'takes data out as text', [
    exporting(
      terminal,
      'json',
      'writes all people, tickets and projects with what was said about them as JSON lines',
      async (snapshot, target, { outside }, { conversations = false }) => ({
        rows: await exportJson(snapshot, target, { now: outside.now(), conversations }),
      }),
    ).option(...CONVERSATIONS),
    exporting(
      terminal,
      'csv',
      'writes all rows of a kind as CSV, for spreadsheets',
      async (snapshot, target, _, { kind = 'ticket' }) => ({
        rows: await exportCsv(snapshot, target, kind),
      }),
    ).addOption(new Option('--kind <kind>', 'which rows').choices(importKinds).default('ticket')),
    exporting(
      terminal,
      'organisation',
      'writes everything with its history as JSON lines, for an empty server',
      organisation,
    )
      .option(...CONVERSATIONS)
      .option('--files <folder>', 'writes the contents of files there, each by its SHA-256'),
  ]);
}

/** The contents come last: what they are is known from the rows. */
async function organisation(
  snapshot: Snapshot,
  target: Target,
  { outside }: OpenData,
  { conversations = false, files }: ExportOptions,
  { dataFolder }: Config,
): Promise<Exported> {
  const named = new NamedContents();
  const onRow = (table: string, row: RowData) => named.add(table, row);
  const rows = await exportOrganisation(snapshot, target, { now: outside.now(), conversations, onRow });
  if (files === undefined) return { rows };
  return { rows, contents: await exportContents(fileHome(dataFolder), named.list(), files) };
}

function exporting(terminal: Terminal, name: string, description: string, exporter: Exporter): Command {
  return leaf(name, description)
    .argument(...FILE)
    .action((file: string, options: ExportOptions) =>
      run(terminal, options, async (data, config) => {
        const exported = await withTarget(file, terminal.out, async (target) => {
          await auditExport(data, name, file, options);
          return inSnapshot(config, (snapshot) => exporter(snapshot, target, data, options, config));
        });
        return withContents(describeExport(file, exported.rows, 'rows'), exported.contents, options.files);
      }),
    );
}

function withContents(
  output: Output,
  contents: ContentsReport | undefined,
  folder: string | undefined,
): Output {
  if (contents === undefined) return output;
  const { files, missing } = contents;
  const lacking = missing === 0 ? '' : ` ${missing} more are named by rows and not on the server: see check.`;
  return {
    ...output,
    json: { ...output.json, files, missing },
    words: `${output.words} ${files} files are in ${folder}.${lacking}`,
  };
}

function auditExport(
  data: OpenData,
  what: string,
  file: string,
  { conversations = false, kind, files }: ExportOptions,
): Promise<void> {
  const to = isStandardOutput(file) ? 'standard output' : file;
  const details = kind === undefined ? { what, to } : { what, kind, to };
  const kept = { ...details, ...(conversations && { conversations }), ...(files !== undefined && { files }) };
  return auditAsAdministrator(data, { kind: 'exported', subject: null, details: kept });
}

/** What to say of an export; beside the data where these are on standard output. */
export function describeExport(file: string, count: number, what: string): Output {
  const beside = isStandardOutput(file);
  const to = beside ? 'standard output' : file;
  return { json: { file, [what]: count }, words: `Wrote ${count} ${what} to ${to}.`, beside };
}
