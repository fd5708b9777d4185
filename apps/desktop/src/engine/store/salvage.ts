import { fileNameSchema } from '@holdfast/shared/files/file-name.ts';
import { fileHashSchema } from '@holdfast/shared/model/attachment.ts';
import { wireErrorSchema } from '@holdfast/shared/protocol/errors.ts';
import type { WireRow } from '@holdfast/shared/protocol/stream.ts';
import { z } from 'zod';
import { BrokenPages, mendHeader } from './broken-pages.ts';
import { isSound } from './database.ts';
import { diskFaultOf } from './disk-fault.ts';
import { type LeafRecord, readLeafRecords } from './leaf-records.ts';
import type { Sqlite } from './sqlite.ts';

const json = z.string().refine(isJson);
const id = z.string().min(1).max(100);
const change = { id, name: z.string().regex(/^[\w-]+\.[\w-]+$/), args: json, at: z.iso.datetime() };
const link = { after: json.nullish(), cause: id.nullish() };

const pendingSchema = z.object({
  ...change,
  ...link,
  seq: z.int().positive(),
  state: z.enum(['waiting', 'sent', 'doubtful']),
});
const refusedSchema = z.object({
  ...change,
  cause: link.cause,
  seq: z.int().nullish(),
  error: z.string().refine((text) => isJson(text) && wireErrorSchema.safeParse(JSON.parse(text)).success),
});
const confirmedSchema = z.object({ ...change, place: z.int(), settled_at: z.number() });
const draftFileSchema = z.object({
  ...{ id, place: z.string().min(1).max(200), name: fileNameSchema, hash: fileHashSchema },
  size: z.int().nonnegative(),
});
const metaSchema = z.object({ key: z.literal('epoch'), value: z.string() });

/** What was read from a broken file: the lines of those of its tables that exist nowhere else (S25). */
export interface Salvage {
  readonly pending: readonly z.infer<typeof pendingSchema>[];
  readonly refused: readonly z.infer<typeof refusedSchema>[];
  readonly confirmed: readonly z.infer<typeof confirmedSchema>[];
  /** Files of what is being written. Their contents stand in the folder of files (files/). */
  readonly draftFiles: readonly z.infer<typeof draftFileSchema>[];
  readonly meta: readonly z.infer<typeof metaSchema>[];
  /** The person's own row, without which nothing can be written before the server answers. */
  readonly self: WireRow['data'] | undefined;
  /** Whether these tables were read whole. */
  readonly complete: boolean;
}

/** A table to save: its columns in their order, and which of them stands in the row's number. */
interface Wanted<Line> {
  readonly table: string;
  readonly schema: z.ZodType<Line>;
  readonly columns: readonly string[];
  readonly rowid?: string;
}

const wanted = {
  pending: {
    table: 'outbox',
    schema: pendingSchema,
    columns: ['seq', 'id', 'name', 'args', 'at', 'state', 'version', 'after', 'cause'],
    rowid: 'seq',
  },
  refused: {
    table: 'refused',
    schema: refusedSchema,
    columns: ['id', 'name', 'args', 'at', 'error', 'cause', 'seq'],
  },
  confirmed: {
    table: 'confirmed',
    schema: confirmedSchema,
    columns: ['place', 'id', 'name', 'args', 'at', 'settled_at'],
    rowid: 'place',
  },
  draftFiles: {
    table: 'draft_file',
    schema: draftFileSchema,
    columns: ['id', 'place', 'name', 'hash', 'size'],
  },
  meta: { table: 'meta', schema: metaSchema, columns: ['key', 'value'] },
} as const;

/** Reads from a file that was set aside what can be read: table by table, and a broken table row by row. */
export function salvage(file: string, userId: string, openFile: (file: string) => Sqlite): Salvage {
  const whole = readWhole(file, userId, openFile);
  if (whole !== undefined) return whole;
  const pages = new BrokenPages(file);
  try {
    return readPieces(pages);
  } finally {
    pages.close();
  }
}

/** Everything, if these tables are sound; the fault may lie where only the server's rows are. */
function readWhole(file: string, userId: string, openFile: (file: string) => Sqlite): Salvage | undefined {
  mendHeader(file);
  const database = openFile(file);
  try {
    return {
      pending: readTable(database, wanted.pending),
      refused: readTable(database, wanted.refused),
      confirmed: readTable(database, wanted.confirmed),
      draftFiles: readTable(database, wanted.draftFiles),
      meta: readMeta(database),
      self: readSelf(database, userId),
      complete: true,
    };
  } catch (error) {
    if (error instanceof Unreadable || diskFaultOf(error) === 'broken') return undefined;
    throw error;
  } finally {
    database.close();
  }
}

class Unreadable extends Error {}

function readTable<Line>(database: Sqlite, { table, schema }: Wanted<Line>): Line[] {
  const known = database.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(table);
  // A file of an older version has no table of confirmed changes, or of files.
  if (known === undefined && ['confirmed', 'draft_file'].includes(table)) return [];
  if (known === undefined || !isSound(database, table)) throw new Unreadable(table);
  const lines = database.prepare(`SELECT * FROM "${table}"`).all();
  const valid = keepValid(schema, lines);
  if (valid.length < lines.length) throw new Unreadable(table);
  return valid;
}

function readMeta(database: Sqlite): Salvage['meta'] {
  if (!isSound(database, 'meta')) return [];
  return keepValid(metaSchema, database.prepare('SELECT key, value FROM meta').all());
}

function readSelf(database: Sqlite, userId: string): WireRow['data'] | undefined {
  if (!isSound(database, 'user_base')) return undefined;
  const row = database
    .prepare<[string], { data: string }>('SELECT data FROM user_base WHERE id = ?')
    .get(userId);
  return row === undefined ? undefined : JSON.parse(row.data);
}

function readPieces(pages: BrokenPages): Salvage {
  const records: LeafRecord[] = [];
  for (let page = 1; page <= pages.count; page += 1)
    records.push(...readLeafRecords(pages, page).filter(isOurs));
  return {
    pending: pick(wanted.pending, records),
    refused: pick(wanted.refused, records),
    confirmed: pick(wanted.confirmed, records),
    draftFiles: pick(wanted.draftFiles, records),
    meta: pick(wanted.meta, records),
    self: undefined,
    complete: false,
  };
}

/** Rows of other tables are dropped at once: only a page of them is held at a time. */
function isOurs(record: LeafRecord): boolean {
  return Object.values(wanted).some((table) => pick<unknown>(table, [record]).length > 0);
}

function pick<Line>({ schema, columns, rowid }: Wanted<Line>, records: readonly LeafRecord[]): Line[] {
  return keepValid(
    schema,
    records
      .filter((record) => record.values.length <= columns.length)
      .map((record) => {
        const named = Object.fromEntries(record.values.map((value, place) => [columns[place], value]));
        return rowid === undefined ? named : { ...named, [rowid]: record.rowid };
      }),
  );
}

function keepValid<Line>(schema: z.ZodType<Line>, lines: readonly unknown[]): Line[] {
  return lines.flatMap((line) => {
    const parsed = schema.safeParse(line);
    return parsed.success ? [parsed.data] : [];
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
