import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { waitFor } from '../support/wait-for.ts';

const PROBE = path.join(import.meta.dirname, 'memory-probe.mjs');

const memorySchema = z.object({ heapUsed: z.number(), rss: z.number(), external: z.number() });

/** In bytes: what lives on the heap, what the process holds in all, and what is outside the heap. */
export type Memory = z.infer<typeof memorySchema>;

/** Measures another process of Node after it collected its garbage. */
export class MemoryProbe {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'holdfast-memory-'));
  readonly #report = path.join(this.#folder, 'report.json');

  /** With these in its environment a process can be measured. */
  get settings(): Record<string, string> {
    return { NODE_OPTIONS: `--import=${PROBE}`, HOLDFAST_MEMORY_REPORT: this.#report };
  }

  async measure(pid: number): Promise<Memory> {
    rmSync(this.#report, { force: true });
    process.kill(pid, 'SIGUSR2');
    return waitFor('the memory of the process', () => this.#read());
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #read(): Memory | undefined {
    try {
      return memorySchema.parse(JSON.parse(readFileSync(this.#report, 'utf8')));
    } catch {
      // Not written, or not to its end, yet.
      return undefined;
    }
  }
}
