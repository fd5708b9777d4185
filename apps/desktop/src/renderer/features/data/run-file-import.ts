import { type ImportKind, importKinds } from '@holdfast/shared/import/kinds.ts';
import { guessMapping } from '@holdfast/shared/import/mapping.ts';
import { originOf } from '@holdfast/shared/import/origin.ts';
import { RowReader } from '@holdfast/shared/import/row-reader.ts';
import { type ImportReport, runImport } from '@holdfast/shared/import/run-import.ts';
import type { SourceItem } from '@holdfast/shared/import/source-row.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import { deviceTarget, loadKnown } from './device-target.ts';
import { type Prepared, type Source, setStep, useImport } from './import-store.ts';
import { type FileHead, type FileShape, readHead, readParts } from './read-file.ts';

const nothingYet: ImportReport = { read: 0, made: 0, skipped: 0, bad: [] };

/** Looks at a file that was chosen, and guesses how it is to be taken. */
export async function prepareFile(file: File, source: Source, userId: string): Promise<void> {
  const shape = shapeOf(file, source);
  let head: FileHead;
  try {
    head = await readHead(file, shape);
  } catch (error) {
    return setStep(userId, { step: 'choose', problem: { kind: 'unreadable', detail: wordsOf(error) } });
  }
  if (head.items.length === 0) return setStep(userId, { step: 'choose', problem: { kind: 'empty' } });
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const mapping = guessMapping(kindOf(source), head.header, { timeZone, isJira: source === 'jira' });
  const origin = source === 'jira' || source === 'github' ? source : originOf(file.name);
  setStep(userId, { step: 'map', prepared: { file, shape, head, mapping, origin, makesMissing: true } });
}

function kindOf(source: Source): ImportKind {
  return importKinds.find((kind) => kind === source) ?? 'ticket';
}

function shapeOf({ name, type }: File, source: Source): FileShape {
  if (source === 'github') return 'github';
  if (source === 'jira') return 'csv';
  return /\.jsonl?$/i.test(name) || type.includes('json') ? 'json' : 'csv';
}

/** Brings in the rows of a file. Says how far it is in the store, and at last what came of it. */
export async function importPrepared(prepared: Prepared, userId: string): Promise<void> {
  const fileName = prepared.file.name;
  let [report, share] = [nothingYet, 0];
  setStep(userId, { step: 'running', fileName, share, report, isStopping: false });
  const isStopping = () => {
    const { now } = useImport.getState();
    return now.step === 'running' && now.isStopping;
  };
  const parts = async function* (): AsyncGenerator<readonly SourceItem[]> {
    for await (const part of readParts(prepared.file, prepared.shape)) {
      share = part.share;
      yield part.items;
    }
  };
  try {
    report = await runImport(parts(), {
      source: prepared.origin,
      actorId: userId,
      now: formatTime(Date.now()),
      makesMissing: prepared.makesMissing,
      reader: new RowReader(prepared.mapping),
      known: await loadKnown(),
      target: deviceTarget,
      onProgress: (soFar) => {
        report = soFar;
        const ends = isStopping();
        setStep(userId, { step: 'running', fileName, share, report, isStopping: ends });
        return !ends;
      },
    });
    setStep(userId, { step: 'done', fileName, report, isCut: isStopping() });
  } catch (error) {
    setStep(userId, { step: 'done', fileName, report, isCut: true, problem: wordsOf(error) });
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
