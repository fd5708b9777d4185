import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const main = path.resolve(import.meta.dirname, '../../apps/server/src/main.ts');
const unshare = ['--user', '--map-root-user', '--mount', 'sh', '-c'];
const MIB = Buffer.alloc(1024 * 1024);

/** Some kernels and systems keep this from ordinary programs. */
export const canMount =
  spawnSync('unshare', [...unshare, 'mount -t tmpfs none "$1"', 'sh', tmpdir()]).status === 0;

/** Starts a program with a file system of so many MiB on a folder, which only it sees; first it gets a copy of what is in `from`. */
export function spawnOnSmallDisk(
  folder: string,
  { mebibytes, from }: { readonly mebibytes: number; readonly from?: string },
  command: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): ChildProcess {
  const mount = `mount -t tmpfs -o size=${mebibytes}m none "$1"`;
  const copy = from === undefined ? 'true' : 'cp -a "$2"/. "$1"';
  const script = `${mount} && ${copy} && shift 2 && exec "$@"`;
  return spawn('unshare', [...unshare, script, 'sh', folder, from ?? '', ...command], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** A server on a small file system of its own, which can be filled and emptied from outside. */
export class SmallDiskServer {
  url = '';
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'holdfast-full-disk-'));
  private child: ChildProcess | undefined;

  /** Starts it on a copy of a data folder, on a disk of so many MiB. */
  async start(data: string, mebibytes = 32): Promise<void> {
    const settings = { PATH: process.env.PATH, HOLDFAST_DATA: this.folder, HOLDFAST_PORT: '0' };
    const command = [process.execPath, main];
    const child = spawnOnSmallDisk(this.folder, { mebibytes, from: data }, command, settings);
    this.child = child;
    this.url = await new Promise((resolve, reject) => {
      if (child.stdout === null) throw new Error('The server has no output.');
      child.once('exit', (code) => reject(new Error(`The server ended with ${code}.`)));
      createInterface({ input: child.stdout }).on('line', (text) => {
        const line: Record<string, unknown> = JSON.parse(text);
        if (line.msg === 'listening') resolve(String(line.url));
      });
    });
  }

  /** Takes all room that is left. */
  fill(): void {
    for (const piece of [MIB, MIB.subarray(0, 4096)]) {
      try {
        for (;;) appendFileSync(this.filler, piece);
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
      }
    }
  }

  /** Takes so much room. */
  take(mebibytes: number): void {
    writeFileSync(this.filler, Buffer.alloc(mebibytes * MIB.length));
  }

  makeRoom(): void {
    rmSync(this.filler);
  }

  async stop(): Promise<void> {
    this.child?.kill('SIGKILL');
    rmSync(this.folder, { recursive: true });
  }

  /** The file system is seen by the server alone, and by whoever looks through its eyes. */
  private get filler(): string {
    return path.join(`/proc/${this.child?.pid}/root`, this.folder, 'filler');
  }
}
