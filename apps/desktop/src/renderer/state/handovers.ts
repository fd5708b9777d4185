import i18next from 'i18next';
import { create } from 'zustand';
import { type FileGoal, PART_BYTES } from '../../engine/api/files.ts';
import { bridge } from './bridge.ts';
import { newId } from './new-id.ts';
import { sayProblem } from './say-problem.ts';

/** A file on its way from where it was chosen into this device's own store. */
export interface Handover {
  readonly id: string;
  readonly goal: FileGoal;
  readonly file: File;
  /** In bytes. */
  readonly done: number;
  /** Why it came to nothing, in words; it can be tried again. */
  readonly problem?: string;
}

/** What is handed over now, waits for that, or could not be, in the order in which it was chosen. */
export const useHandovers = create<{ readonly list: readonly Handover[] }>(() => ({ list: [] }));

/** One file after the other, so that no more than a part of one is ever in memory. */
let line: Promise<void> = Promise.resolve();

/** Copies files into this device's store and hangs them where they belong. Resolves when none of them is under way any more. */
export function handOver(files: readonly File[], goal: FileGoal): Promise<void> {
  const begun = files.map((file) => ({ id: newId(), goal, file, done: 0 }));
  useHandovers.setState(({ list }) => ({ list: [...list, ...begun] }));
  return inLine(begun.map(({ id }) => id));
}

/** Tries one again that came to nothing. */
export function retryHandover(id: string): Promise<void> {
  change(id, ({ problem: _problem, ...handover }) => ({ ...handover, done: 0 }));
  return inLine([id]);
}

/** Ends one, wherever it is; what was copied of it is forgotten. */
export function dropHandover(id: string): void {
  useHandovers.setState(({ list }) => ({ list: list.filter((handover) => handover.id !== id) }));
}

/** Ends all, of whoever was signed in. */
export function dropHandovers(): void {
  useHandovers.setState({ list: [] });
}

/** Waits until nothing is on its way to a goal any more. Says whether all of it arrived. */
export function settleHandovers(goal: FileGoal): Promise<boolean> {
  const isOfGoal = isTo(goal);
  return new Promise((resolve) => {
    const look = () => {
      const own = useHandovers.getState().list.filter(isOfGoal);
      if (own.some(({ problem }) => problem === undefined)) return;
      stop();
      resolve(own.length === 0);
    };
    const stop = useHandovers.subscribe(look);
    look();
  });
}

/** Whether a handover goes there. */
export function isTo(goal: FileGoal): (handover: Handover) => boolean {
  const key = keyOf(goal);
  return (handover) => keyOf(handover.goal) === key;
}

function keyOf(goal: FileGoal): string {
  return goal.kind === 'draft' ? `draft ${goal.place}` : `${goal.subjectTable} ${goal.subjectId}`;
}

function inLine(ids: readonly string[]): Promise<void> {
  line = line.then(async () => {
    for (const id of ids) await run(id);
  });
  return line;
}

function find(id: string): Handover | undefined {
  return useHandovers.getState().list.find((handover) => handover.id === id);
}

function change(id: string, next: (handover: Handover) => Handover): void {
  useHandovers.setState(({ list }) => ({ list: list.map((one) => (one.id === id ? next(one) : one)) }));
}

async function run(id: string): Promise<void> {
  const handover = find(id);
  if (handover === undefined || handover.problem !== undefined) return;
  const problem = await copy(handover);
  if (problem === undefined) dropHandover(id);
  else change(id, (one) => ({ ...one, problem }));
}

/** Why it could not be copied, in words; nothing where it was, or nobody wants it any more. */
async function copy({ id, file, goal }: Handover): Promise<string | undefined> {
  const begun = await bridge.call('fileBegin', { name: file.name, size: file.size, goal });
  if (!begun.ok) return sayProblem(begun.error.message);
  const { handover } = begun.value;
  const problem = await copyParts(id, handover, file);
  if (problem !== undefined || find(id) === undefined) {
    await bridge.call('fileCancel', { handover });
    return problem;
  }
  const ended = await bridge.call('fileEnd', { handover });
  return ended.ok ? undefined : sayProblem(ended.error.message);
}

async function copyParts(id: string, handover: string, file: File): Promise<string | undefined> {
  for (let from = 0; from < file.size && find(id) !== undefined; from += PART_BYTES) {
    const bytes = await readPart(file, from);
    if (bytes === undefined) return i18next.t('unreadable', { ns: 'files' });
    const part = await bridge.call('filePart', { handover, bytes });
    if (!part.ok) return sayProblem(part.error.message);
    change(id, (one) => ({ ...one, done: from + bytes.length }));
  }
  return undefined;
}

/** Nothing where the file cannot be read: it was moved, changed or taken away since it was chosen. */
async function readPart(file: File, from: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await file.slice(from, from + PART_BYTES).arrayBuffer());
  } catch {
    return undefined;
  }
}
