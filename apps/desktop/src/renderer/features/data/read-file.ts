import { CsvPieces } from '@holdfast/shared/import/csv-pieces.ts';
import { githubColumns, githubRow } from '@holdfast/shared/import/github.ts';
import { JsonSplitter } from '@holdfast/shared/import/json-splitter.ts';
import { type JsonThing, jsonColumns, readThing } from '@holdfast/shared/import/json-things.ts';
import type { BadLine } from '@holdfast/shared/import/problem.ts';
import { rowOfJson, type SourceItem } from '@holdfast/shared/import/source-row.ts';
import { parse } from 'csv-parse/browser/esm/sync';

/** How a file is written. `github`: JSON of issues. */
export type FileShape = 'csv' | 'json' | 'github';

/** Some rows of a file, its columns as far as they are known, and the share of the file that is read by now. */
export interface FilePart {
  readonly header: readonly string[];
  readonly items: readonly SourceItem[];
  readonly share: number;
}

/** What the rest of a file is guessed by. */
export interface FileHead {
  readonly header: readonly string[];
  readonly items: readonly SourceItem[];
}

/** Rows that are handed on at once: so few that the page answers between them. */
const PART = 250;
const HEAD = 1_000;

/** Reads the beginning of a file. */
export async function readHead(file: Blob, shape: FileShape): Promise<FileHead> {
  const items: SourceItem[] = [];
  let header: readonly string[] = [];
  for await (const part of readParts(file, shape)) {
    header = part.header;
    items.push(...part.items);
    if (items.length >= HEAD) break;
  }
  return { header, items };
}

/** Reads a file from its beginning, some rows at a time. */
export async function* readParts(file: Blob, shape: FileShape): AsyncGenerator<FilePart> {
  const reader = shape === 'csv' ? new CsvReader() : new JsonReader(shape);
  let bytes = 0;
  for await (const { text, size } of piecesOf(file)) {
    bytes += size;
    yield* inParts(reader, reader.push(text), bytes / file.size);
  }
  yield* inParts(reader, reader.end(), 1);
}

function* inParts(reader: Reader, items: readonly SourceItem[], share: number): Generator<FilePart> {
  for (let from = 0; from < items.length; from += PART)
    yield { header: reader.header, items: items.slice(from, from + PART), share };
}

interface Reader {
  readonly header: readonly string[];
  push(text: string): readonly SourceItem[];
  end(): readonly SourceItem[];
}

class CsvReader implements Reader {
  readonly #pieces = new CsvPieces(parse);

  get header(): readonly string[] {
    return this.#pieces.header ?? [];
  }

  push(text: string): readonly SourceItem[] {
    return this.#pieces.push(text);
  }

  end(): readonly SourceItem[] {
    return this.#pieces.end();
  }
}

class JsonReader implements Reader {
  readonly #splitter = new JsonSplitter();
  readonly #shape: 'json' | 'github';
  #count = 0;
  #header: readonly string[] = [];

  constructor(shape: 'json' | 'github') {
    this.#shape = shape;
  }

  get header(): readonly string[] {
    return this.#shape === 'github' ? githubColumns : this.#header;
  }

  push(text: string): readonly SourceItem[] {
    return this.#rows(this.#splitter.push(text));
  }

  end(): readonly SourceItem[] {
    return this.#rows(this.#splitter.end());
  }

  #rows(texts: readonly string[]): readonly SourceItem[] {
    const things = texts.map((text) => {
      this.#count += 1;
      return readThing(text, this.#count);
    });
    this.#header = [...new Set([...this.#header, ...jsonColumns(things)])];
    return things.flatMap((item) => this.#row(item) ?? []);
  }

  #row(item: JsonThing | BadLine): SourceItem | undefined {
    if ('problem' in item) return item;
    const { thing, line } = item;
    return this.#shape === 'github' ? githubRow(thing, line) : rowOfJson(thing, line);
  }
}

async function* piecesOf(file: Blob): AsyncGenerator<{ readonly text: string; readonly size: number }> {
  const decoder = new TextDecoder(await encodingOf(file));
  const reader = file.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield { text: decoder.decode(value, { stream: true }), size: value.length };
    }
    yield { text: decoder.decode(), size: 0 };
  } finally {
    await reader.cancel();
  }
}

/** UTF-8, or what spreadsheets on Windows write instead. */
async function encodingOf(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.slice(0, 65_536).arrayBuffer());
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return 'utf-8';
  } catch (error) {
    if (error instanceof TypeError) return 'windows-1252';
    throw error;
  }
}
