import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { allModels } from '@holdfast/shared/registry.ts';
import type { Command } from 'commander';
import { dataSize, inSnapshot, type Snapshot } from '../store/open-store.ts';
import type { RowCount } from '../store/records.ts';
import { readStore } from '../store/work.ts';
import { type JsonOption, leaf, run } from './command.ts';
import { inColumns } from './table.ts';
import type { Terminal } from './terminal.ts';

/** How long a server may take to say how it is, in milliseconds. */
const READY_TIMEOUT_MS = 5_000;

interface StatsOptions extends JsonOption {
  readonly server?: string;
}

type Counts = Readonly<Record<string, number>>;

interface DataStats {
  readonly epoch: string;
  readonly version: number;
  readonly dataBytes: number;
  /** Rows by table. */
  readonly rows: Counts;
  readonly peopleByRole: Counts;
  readonly disabledPeople: number;
  readonly ticketsByStatus: Counts;
  readonly auditEntries: number;
}

/** `stats`: how much there is, and how a running server is. */
export function statsCommand(terminal: Terminal): Command {
  return leaf('stats', 'says how much data there is, and how a running server is')
    .option('--server <url>', 'also asks this server whether it is ready, such as http://127.0.0.1:4310')
    .action((options: StatsOptions) => stats(terminal, options));
}

function stats(terminal: Terminal, options: StatsOptions): Promise<void> {
  return run(terminal, options, async (_, config) => {
    const bytes = await dataSize(config);
    const data = await inSnapshot(config, (snapshot) => countData(snapshot, bytes));
    const server = options.server === undefined ? undefined : await askReady(options.server);
    return { json: { data, server }, words: inWords(data, server) };
  });
}

async function countData(snapshot: Snapshot, dataBytes: number): Promise<DataStats> {
  const rows: Record<string, number> = {};
  for (const { table, columns } of allModels) {
    const counted = await countsOf(snapshot, table, columns[0] ?? 'id');
    rows[table] = Object.values(counted).reduce((sum, count) => sum + count, 0);
  }
  return {
    epoch: await snapshot.read(() => readStore((tx) => tx.epoch())),
    version: await snapshot.read(() => readStore((tx) => tx.version())),
    dataBytes,
    rows,
    peopleByRole: await countsOf(snapshot, 'user', 'role'),
    disabledPeople: (await countsOf(snapshot, 'user', 'disabled'))['1'] ?? 0,
    ticketsByStatus: await countsOf(snapshot, 'ticket', 'status'),
    auditEntries: (await snapshot.read(() => readStore((tx) => tx.lastAudit())))?.seq ?? 0,
  };
}

async function countsOf(snapshot: Snapshot, table: string, column: string): Promise<Counts> {
  const counts = await snapshot.read(() => readStore((tx) => tx.rowCounts(table, column)));
  return Object.fromEntries(counts.map(({ value, rows }: RowCount) => [String(value), rows]));
}

/** What `GET /ready` says; also a server that is not ready says how it is. */
async function askReady(server: string): Promise<object> {
  try {
    const answer = await fetch(new URL('/ready', server), { signal: AbortSignal.timeout(READY_TIMEOUT_MS) });
    const body: unknown = await answer.json();
    if (typeof body === 'object' && body !== null) return body;
    throw new Error(`it answered ${answer.status}`);
  } catch (cause) {
    throw new HoldfastError('CONNECTION_ERROR', `${server} does not say how it is: ${reasonOf(cause)}.`, {
      cause,
    });
  }
}

/** `fetch` says only that it failed; why is in its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

function inWords(data: DataStats, server: object | undefined): string {
  const lines = [
    ['People', `${data.rows.user ?? 0}`, `${told(data.peopleByRole)}; ${data.disabledPeople} disabled`],
    ['Tickets', `${data.rows.ticket ?? 0}`, told(data.ticketsByStatus)],
    ...Object.entries(data.rows).map(([table, count]) => [`Rows of ${table}`, `${count}`]),
    ['Audit entries', `${data.auditEntries}`],
    ['Newest change', `${data.version}`],
    ['On disk', `${(data.dataBytes / 1_000_000).toFixed(1)} MB`],
    ...(server === undefined ? [] : [['Server', JSON.stringify(server)]]),
  ];
  return inColumns(lines);
}

function told(counts: Counts): string {
  return Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
}
