import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { RowData } from '@holdfast/shared/effect/operations.ts';
import { notStored } from '@holdfast/shared/model/attachment.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { SCHEMA_VERSION } from '@holdfast/shared/protocol/versions.ts';
import { findModel } from '@holdfast/shared/registry.ts';
import { z } from 'zod';
import type { OpenData } from '../cli/open-data.ts';
import { ORGANISATION_FORMAT } from '../export/export-json.ts';
import { NamedContents, namesStored } from '../export/named-contents.ts';
import { readStore, type WriteWork } from '../store/work.ts';
import type { Commit } from '../sync/commit.ts';
import { firstIssue } from '../sync/first-issue.ts';
import { RowChanges } from '../sync/row-changes.ts';
import { writeChanges } from '../sync/write-changes.ts';
import { type ContentsSource, importContents } from './import-contents.ts';

/** Rows in one transaction. */
const PART = 500;

const headSchema = z.object({
  holdfast: z.literal('organisation'),
  format: z.number(),
  schema: z.number(),
});

/** Lines of another shape, such as those of files to come, are refused and not passed over. */
const lineSchema = z.strictObject({
  table: z.string(),
  version: z.number(),
  row: z.looseObject({ id: z.string() }),
});

interface Line {
  readonly table: string;
  readonly row: RowData;
}

/** What came in. */
export interface OrganisationReport {
  readonly rows: number;
  /** How many files came with their contents. */
  readonly files: number;
  /** Of how many the contents were not there: their rows say that the server does not have them. */
  readonly missing: number;
}

/**
 * Brings the export of a whole organisation into a server that holds nothing yet. Rows are taken as
 * they stand, with their history; nobody is told, and no rule asks who may. Passwords were not
 * exported: people come in with new ones. The contents of files come first, so that no row says that the server
 * has what it does not.
 * @throws HoldfastError CONFLICT where there is data already, INVALID_MESSAGE with the line for a file that cannot be used
 */
export async function importOrganisation(
  data: OpenData,
  file: string,
  contentsOf: ContentsSource | undefined,
): Promise<OrganisationReport> {
  await requireEmpty(data);
  // All of it is looked at before the first row is written: a file that is cut off leaves the server empty.
  const named = new NamedContents();
  for await (const { table, row } of readLines(file)) named.add(table, row);
  const contents = named.list();
  const here = contentsOf === undefined ? none : await importContents(contentsOf, contents);
  const rows = await importRows(data, file, here);
  return { rows, files: here.size, missing: contents.length - here.size };
}

const none: ReadonlySet<string> = new Set();

async function importRows(data: OpenData, file: string, here: ReadonlySet<string>): Promise<number> {
  let count = 0;
  let part: Line[] = [];
  const write = async () => {
    const lines = part;
    part = [];
    count += lines.length;
    if (lines.length > 0) await data.queue.submit(lines.length, (commit) => writeRows(commit, lines));
  };
  for await (const line of readLines(file)) {
    part.push(withoutContent(line, here));
    if (part.length >= PART) await write();
  }
  await write();
  return count;
}

/** Of a file whose content did not come the row says so. */
function withoutContent({ table, row }: Line, here: ReadonlySet<string>): Line {
  if (!namesStored(table, row) || here.has(String(row.hash))) return { table, row };
  const { storedAt, kind, width, height } = notStored;
  return { table, row: { ...row, storedAt, kind, width, height } };
}

async function requireEmpty({ store }: OpenData): Promise<void> {
  if ((await store.read(() => readStore((tx) => tx.version()))) === 0) return;
  throw new HoldfastError(
    'CONFLICT',
    'This server holds data already. A whole organisation goes into an empty one.',
  );
}

async function* readLines(file: string): AsyncGenerator<Line> {
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
  let number = 0;
  for await (const text of lines) {
    number += 1;
    if (number === 1) checkHead(file, text);
    else if (text !== '') yield toLine(text, number);
  }
  if (number === 0) checkHead(file, '');
}

function checkHead(file: string, text: string): void {
  const head = headSchema.safeParse(parsed(text));
  if (!head.success) throw unusable(`${file} is no export of an organisation.`);
  if (head.data.format <= ORGANISATION_FORMAT && head.data.schema <= SCHEMA_VERSION) return;
  throw unusable(`${file} comes from a newer version of Holdfast. Update this server first.`);
}

function toLine(text: string, number: number): Line {
  const line = lineSchema.safeParse(parsed(text));
  if (!line.success) throw unusable(`Line ${number} cannot be used: ${firstIssue(line.error)}`);
  const { table } = line.data;
  const model = findModel(table);
  if (model === undefined)
    throw unusable(`Line ${number} is of "${table}", which this server does not know.`);
  const row = model.schema.safeParse(line.data.row);
  if (!row.success) throw unusable(`Line ${number} is no row of "${table}": ${firstIssue(row.error)}`);
  // As it stood: a schema fills in what older rows do not have.
  return { table, row: JSON.parse(text).row };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function unusable(message: string): HoldfastError {
  return new HoldfastError('INVALID_MESSAGE', message);
}

function* writeRows(commit: Commit, lines: readonly Line[]): WriteWork<void> {
  const rows = new RowChanges(commit.sequences);
  for (const { table, row } of lines) {
    yield* rows.perform({ kind: 'insert', table, row });
    yield* keepNumber(rows, table, row);
  }
  commit.accept(yield* writeChanges(rows, commit.version + 1), rows.sequences);
}

/** Numbers go on where they stood. */
function* keepNumber(rows: RowChanges, table: string, { number, threadId }: RowData): WriteWork<void> {
  if (typeof number !== 'number') return;
  const name = table === 'ticket' ? 'ticket' : `thread:${String(threadId)}`;
  const last = rows.sequences.get(name) ?? (yield* readStore((tx) => tx.lastInSequence(name)));
  rows.sequences.set(name, Math.max(last, number));
}
