import { type ImportKind, importKinds } from '@holdfast/shared/import/kinds.ts';
import { type Command, Option } from 'commander';
import { exportCsv } from '../export/export-csv.ts';
import { exportJson, exportOrganisation } from '../export/export-json.ts';
import { isStandardOutput, type Target, withTarget } from '../export/target.ts';
import { inSqliteSnapshot, type Snapshot } from '../store/sqlite/sqlite-snapshot.ts';
import { auditAsAdministrator } from './audit-as-administrator.ts';
import { group, type JsonOption, leaf, run } from './command.ts';
import type { OpenData } from './open-data.ts';
import type { Output } from './output.ts';
import type { Terminal } from './terminal.ts';

const FILE = ['<file>', 'where to; it must not exist yet; - for standard output'] as const;

/** Writes what it exports, and gives how many rows. */
type Exporter = (
  snapshot: Snapshot,
  target: Target,
  data: OpenData,
  options: ExportOptions,
) => Promise<number>;

interface ExportOptions extends JsonOption {
  readonly conversations?: boolean | undefined;
  readonly kind?: ImportKind | undefined;
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
      (snapshot, target, { outside }, { conversations = false }) =>
        exportJson(snapshot, target, { now: outside.now(), conversations }),
    ).option(...CONVERSATIONS),
    exporting(
      terminal,
      'csv',
      'writes all rows of a kind as CSV, for spreadsheets',
      (snapshot, target, _, { kind = 'ticket' }) => exportCsv(snapshot, target, kind),
    ).addOption(new Option('--kind <kind>', 'which rows').choices(importKinds).default('ticket')),
    exporting(
      terminal,
      'organisation',
      'writes everything with its history as JSON lines, for an empty server',
      (snapshot, target, { outside }, { conversations = false }) =>
        exportOrganisation(snapshot, target, { now: outside.now(), conversations }),
    ).option(...CONVERSATIONS),
  ]);
}

function exporting(terminal: Terminal, name: string, description: string, exporter: Exporter): Command {
  return leaf(name, description)
    .argument(...FILE)
    .action((file: string, options: ExportOptions) =>
      run(terminal, options, async (data, { dataFolder }) => {
        const rows = await withTarget(file, terminal.out, async (target) => {
          await auditExport(data, name, file, options);
          return inSqliteSnapshot(dataFolder, (snapshot) => exporter(snapshot, target, data, options));
        });
        return describeExport(file, rows, 'rows');
      }),
    );
}

function auditExport(
  data: OpenData,
  what: string,
  file: string,
  { conversations = false, kind }: ExportOptions,
): Promise<void> {
  const to = isStandardOutput(file) ? 'standard output' : file;
  const details = kind === undefined ? { what, to } : { what, kind, to };
  const kept = conversations ? { ...details, conversations } : details;
  return auditAsAdministrator(data, { kind: 'exported', subject: null, details: kept });
}

/** What to say of an export; beside the data where these are on standard output. */
export function describeExport(file: string, count: number, what: string): Output {
  const beside = isStandardOutput(file);
  const to = beside ? 'standard output' : file;
  return { json: { file, [what]: count }, words: `Wrote ${count} ${what} to ${to}.`, beside };
}
