import { createReadStream } from 'node:fs';
import { githubColumns, githubRow } from '@holdfast/shared/import/github.ts';
import { type JsonThing, jsonColumns } from '@holdfast/shared/import/json-things.ts';
import type { ImportKind } from '@holdfast/shared/import/kinds.ts';
import { guessMapping, type Mapping, missingFields } from '@holdfast/shared/import/mapping.ts';
import { RowReader } from '@holdfast/shared/import/row-reader.ts';
import { type ImportReport, runImport } from '@holdfast/shared/import/run-import.ts';
import { rowOfJson, type SourceItem } from '@holdfast/shared/import/source-row.ts';
import type { User } from '@holdfast/shared/model/user.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import { isTimeZone } from '@holdfast/shared/wall-time.ts';
import type { OpenData } from '../cli/open-data.ts';
import { importTarget } from './import-target.ts';
import { loadKnown } from './load-known.ts';
import { readCsvItems } from './read-csv.ts';
import { readJson } from './read-json.ts';

/** Rows in one transaction: few enough that a server on the same file hardly waits. */
const PART = 100;

export const fileFormats = ['csv', 'json', 'jira', 'github'] as const;
export type FileFormat = (typeof fileFormats)[number];

export interface FileImport {
  readonly file: string;
  readonly format: FileFormat;
  readonly kind: ImportKind;
  /** Names the system that the rows come from: with their keys, it makes their ids. */
  readonly source: string;
  /** The IANA zone whose clocks show times that name none. */
  readonly timeZone: string;
  readonly dates: Mapping['dates'];
  readonly makesMissing: boolean;
  readonly author: User;
  readonly onProgress: (report: ImportReport) => void;
}

/** A file that is being read: its columns, and then its rows. */
interface Opened {
  readonly header: readonly string[];
  readonly items: AsyncIterable<SourceItem> | Iterable<SourceItem>;
}

/**
 * Brings in the rows of a file by the columns that they are in. What cannot be taken is in the
 * report, the rest goes in.
 * @throws HoldfastError INVALID_MESSAGE for a file that is not of this format or lacks a column
 */
export async function importFile(data: OpenData, options: FileImport): Promise<ImportReport> {
  const { format, kind, timeZone, dates, author, source, makesMissing } = options;
  if (!isTimeZone(timeZone)) {
    throw new HoldfastError('INVALID_MESSAGE', `There is no time zone "${timeZone}".`);
  }
  const { header, items } = await open(options);
  const isJira = format === 'jira';
  const mapping = { ...guessMapping(kind, header, { timeZone, isJira }), dates };
  requireColumns(mapping);
  return runImport(inParts(items), {
    source,
    makesMissing,
    actorId: author.id,
    now: formatTime(data.outside.now()),
    reader: new RowReader(mapping),
    known: await loadKnown(data.store),
    target: importTarget(data, author),
    onProgress: (report) => {
      options.onProgress(report);
      return true;
    },
  });
}

function requireColumns(mapping: Mapping): void {
  const missing = missingFields(mapping).map(({ name, columns }) => `${name} (${columns.join(', ')})`);
  if (missing.length === 0) return;
  throw new HoldfastError('INVALID_MESSAGE', `The file has no column for ${missing.join('; ')}.`);
}

async function open({ file, format }: FileImport): Promise<Opened> {
  if (format === 'csv' || format === 'jira') return openCsv(file);
  const things = await readJson(file);
  const items = things.flatMap((item) => ('problem' in item ? item : (rowOfThing(item, format) ?? [])));
  return { header: format === 'json' ? jsonColumns(things) : githubColumns, items };
}

function rowOfThing({ thing, line }: JsonThing, format: FileFormat): SourceItem | undefined {
  return format === 'json' ? rowOfJson(thing, line) : githubRow(thing, line);
}

async function openCsv(file: string): Promise<Opened> {
  const read = readCsvItems(createReadStream(file));
  const first = await read.next();
  if (first.done || !('header' in first.value)) {
    throw new HoldfastError('INVALID_MESSAGE', `The header of ${file} cannot be read.`);
  }
  return { header: first.value.header, items: rowsOf(read) };
}

async function* rowsOf(read: ReturnType<typeof readCsvItems>): AsyncGenerator<SourceItem> {
  for await (const item of read) if (!('header' in item)) yield item;
}

async function* inParts(
  items: AsyncIterable<SourceItem> | Iterable<SourceItem>,
): AsyncGenerator<readonly SourceItem[]> {
  let part: SourceItem[] = [];
  for await (const item of items) {
    part.push(item);
    if (part.length < PART) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}
