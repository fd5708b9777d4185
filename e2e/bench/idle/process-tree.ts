import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** What a process and all below it take. Linux only: other systems have no `/proc`. */
export interface TreeUsage {
  /** Processor time so far, in milliseconds. */
  readonly cpuMs: number;
  /** Memory, in MiB. What several processes share counts once, in equal parts (PSS). */
  readonly memoryMiB: number;
  readonly processes: number;
}

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** Adds up what the process `root` and everything that it started take now. */
export function readTreeUsage(root: number): TreeUsage {
  const pids = treeOf(root);
  return {
    cpuMs: sum(pids.map(readCpuMs)),
    memoryMiB: sum(pids.map(readMemoryMiB)),
    processes: pids.length,
  };
}

function treeOf(root: number): readonly number[] {
  const parents = new Map(allPids().flatMap((pid) => parentEntry(pid)));
  const tree = new Set([root]);
  for (let before = 0; before !== tree.size; ) {
    before = tree.size;
    for (const [pid, parent] of parents) if (tree.has(parent)) tree.add(pid);
  }
  return [...tree];
}

function allPids(): readonly number[] {
  return readdirSync('/proc').map(Number).filter(Number.isInteger);
}

function parentEntry(pid: number): [number, number][] {
  const fields = readStat(pid);
  return fields === undefined ? [] : [[pid, Number(fields[1])]];
}

/** The fields of `/proc/PID/stat` after the name, which may hold anything; nothing where the process is gone. */
function readStat(pid: number): readonly string[] | undefined {
  const text = readProcFile(pid, 'stat');
  return text?.slice(text.lastIndexOf(')') + 2).split(' ');
}

function readCpuMs(pid: number): number {
  const fields = readStat(pid);
  if (fields === undefined) return 0;
  const [user, system] = [Number(fields[11]), Number(fields[12])];
  return ((user + system) / ticksPerSecond) * 1_000;
}

function readMemoryMiB(pid: number): number {
  const found = /^Pss:\s+(\d+) kB$/m.exec(readProcFile(pid, 'smaps_rollup') ?? '');
  return Number(found?.[1] ?? 0) / 1024;
}

/** Processes come and go while one looks. */
function readProcFile(pid: number, name: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && /^(ENOENT|ESRCH)$/.test(String(error.code));
    if (isGone) return undefined;
    throw error;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
