import { createHash } from 'node:crypto';
import { type FileGoal, type FileState, PART_BYTES } from '../../apps/desktop/src/engine/api/files.ts';
import type { EngineWindow } from './engine-window.ts';
import { waitFor } from './wait-for.ts';

/** Bytes as they can be handed to another process. */
type Bytes = Uint8Array<ArrayBuffer>;

/** Attaches, fetches and reads files as a page does, over an engine's port. */
export class FileUser {
  private readonly openWindow: () => EngineWindow;
  private window: EngineWindow;
  private readonly followed = new Map<string, FileState>();
  private readonly listeners = new Set<(state: FileState) => void>();
  private ids: string[] = [];

  constructor(openWindow: () => EngineWindow) {
    this.openWindow = openWindow;
    this.window = openWindow();
  }

  /** Hands a file over in parts. Gives the id of the attachment, which is on the disk then. */
  async attach(name: string, size: number, parts: AsyncIterable<Bytes>, goal: FileGoal): Promise<string> {
    const { handover } = await this.window.call('fileBegin', { name, size, goal });
    for await (const bytes of parts) await this.window.call('filePart', { handover, bytes });
    const { id } = await this.window.call('fileEnd', { handover });
    this.follow(id);
    return id;
  }

  /** The same with bytes that are in memory. */
  attachBytes(name: string, bytes: Bytes, goal: FileGoal): Promise<string> {
    return this.attach(name, bytes.length, partsOf(bytes), goal);
  }

  /** From now on `state` knows how this one is. */
  follow(...ids: string[]): void {
    this.ids.push(...ids);
    this.watchIds(ids);
  }

  state(id: string): FileState | undefined {
    return this.followed.get(id);
  }

  /** Calls back with each state of each followed file. */
  onState(told: (state: FileState) => void): void {
    this.listeners.add(told);
  }

  async waitFor(id: string, state: FileState['state'], withinMs?: number): Promise<FileState> {
    await waitFor(`${id} to be ${state}`, () => this.state(id)?.state === state, withinMs);
    const reached = this.state(id);
    if (reached === undefined) throw new Error(`${id} is not followed.`);
    return reached;
  }

  async fetch(id: string): Promise<void> {
    if (!this.followed.has(id)) this.follow(id);
    await this.window.call('fileFetch', { id, quiet: false });
  }

  async pause(id: string): Promise<void> {
    await this.window.call('filePause', { id });
  }

  async resume(id: string): Promise<void> {
    await this.window.call('fileResume', { id });
  }

  async stop(id: string): Promise<void> {
    await this.window.call('fileStop', { id });
  }

  /** The SHA-256 of what a preview would be given. */
  async hashOf(id: string, size: number): Promise<string> {
    const hash = createHash('sha256');
    for (let from = 0; from < size; from += PART_BYTES) {
      const to = Math.min(size, from + PART_BYTES);
      hash.update((await this.window.call('fileRead', { id, from, to })).bytes);
    }
    return hash.digest('hex');
  }

  /** Closes the window, before the app ends. */
  close(): void {
    this.window.close();
  }

  /** Opens the window again, after the app was started again. */
  reopen(): void {
    this.followed.clear();
    this.window = this.openWindow();
    this.watchIds(this.ids);
  }

  /** Follows nothing any more. */
  forget(): void {
    this.ids = [];
    this.close();
    this.reopen();
  }

  private watchIds(ids: readonly string[]): void {
    if (ids.length === 0) return;
    this.window.watch('files', { ids: [...ids] }, (states) => {
      for (const state of states) this.hear(state);
    });
  }

  private hear(state: FileState): void {
    this.followed.set(state.id, state);
    for (const told of this.listeners) told(state);
  }
}

async function* partsOf(bytes: Bytes): AsyncGenerator<Bytes> {
  for (let from = 0; from < bytes.length; from += PART_BYTES) yield bytes.subarray(from, from + PART_BYTES);
}
