import type { AuditEntry } from '@holdfast/shared/protocol/audit.ts';
import { auditKinds } from '@holdfast/shared/protocol/audit.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type ChainReport, checkChain, type KnownEntry } from '../audit/check-chain.ts';
import { exportAudit } from '../export/export-audit.ts';
import { withTarget } from '../export/target.ts';
import type { AuditFilter } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { readStore } from '../store/work.ts';
import { group, type JsonOption, leaf, run } from './command.ts';
import { describeExport } from './export-commands.ts';
import { requireUser } from './find-users.ts';
import { BadNews } from './output.ts';
import { inColumns } from './table.ts';
import type { Terminal } from './terminal.ts';

interface ListOptions extends JsonOption {
  readonly kind?: AuditEntry['kind'];
  readonly actor?: string;
  readonly before?: number;
  readonly limit: number;
}

/** `audit …`: the log of who did what, and its chain. */
export function auditCommands(terminal: Terminal): Command {
  return group('audit', 'reads, checks and exports the audit log', [
    list(terminal),
    check(terminal),
    exportCommand(terminal),
  ]);
}

function list(terminal: Terminal): Command {
  return leaf('list', 'lists entries of the audit log, the newest first')
    .addOption(new Option('--kind <kind>', 'only these').choices(auditKinds))
    .option('--actor <who>', 'only what this person did: an e-mail address, an id, or administrator')
    .option('--before <number>', 'only entries below this number', toNumber)
    .option('--limit <number>', 'so many at most', toNumber, 50)
    .action((options: ListOptions) =>
      run(terminal, options, async ({ store }) => {
        const filter = { kind: options.kind, actorId: await actorOf(store, options.actor) };
        const entries = await entriesBelow(store, options.before, filter, options.limit);
        return { json: { entries }, words: inColumns(entries.map(lineOf)) || 'Nothing to list.' };
      }),
    );
}

function entriesBelow(
  store: Store,
  before: number | undefined,
  filter: AuditFilter,
  limit: number,
): Promise<readonly AuditEntry[]> {
  const below = before ?? Number.MAX_SAFE_INTEGER;
  return store.read(() => readStore((tx) => tx.auditBefore(below, filter, limit)));
}

async function actorOf(store: Store, who: string | undefined): Promise<string | undefined> {
  return who?.includes('@') ? (await requireUser(store, who)).id : who;
}

function lineOf({ seq, at, kind, actorId, subject, address, details }: AuditEntry): string[] {
  const more = Object.keys(details).length === 0 ? '' : JSON.stringify(details);
  return [`${seq}`, at, kind, actorId ?? '-', subject ?? '-', address ?? '-', more];
}

function check(terminal: Terminal): Command {
  return leaf('check', 'walks the whole audit log and finds what was changed or removed')
    .option('--known <number:hash>', 'an entry that was noted earlier and must still be there', toKnown)
    .action((options: { known?: KnownEntry } & JsonOption) =>
      run(terminal, options, async ({ store, outside }) => {
        const report = await checkChain(store, outside, options.known);
        const output = { json: report, words: describeChain(report) };
        if (report.brokenAt === null) return output;
        throw new BadNews(output);
      }),
    );
}

/** What to say of a checked chain. */
export function describeChain({ entries, brokenAt, last }: ChainReport): string {
  if (brokenAt !== null) {
    return `The audit log was changed: entry ${brokenAt} is not as it was written, or is gone. ${entries} before it are good.`;
  }
  if (last === null) return 'The audit log is empty.';
  return `The audit log is whole: ${entries} entries. Note this elsewhere to show it later: ${last.seq}:${last.hash}`;
}

function exportCommand(terminal: Terminal): Command {
  return leaf('export', 'writes the whole audit log as JSON lines, the oldest first')
    .argument('<file>', 'where to; it must not exist yet; - for standard output')
    .action((file: string, options: JsonOption) =>
      run(terminal, options, async ({ store }) => {
        const entries = await withTarget(file, terminal.out, (target) => exportAudit(store, target));
        return describeExport(file, entries, 'entries');
      }),
    );
}

function toNumber(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Use a whole number above 0.');
}

function toKnown(text: string): KnownEntry {
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (seq !== undefined && hash !== undefined) return { seq: Number(seq), hash };
  throw new HoldfastError('INVALID_MESSAGE', 'Give --known as audit check printed it: number:hash.');
}
