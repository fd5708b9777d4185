import { spawn } from 'node:child_process';
import path from 'node:path';

const main = path.join(import.meta.dirname, 'main.ts');

/** What a simulation printed, and how it ended. */
export interface SimOutput {
  readonly code: number | null;
  readonly lines: readonly string[];
}

/** Runs the simulator as `npm run sim` does, for tests. */
export function runSim(...args: readonly string[]): Promise<SimOutput> {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  return new Promise((resolve) => {
    child.once('close', (code) => resolve({ code, lines: output.trimEnd().split('\n') }));
  });
}
