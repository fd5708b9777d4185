import { text } from 'node:stream/consumers';
import { runProgram } from '../../apps/server/src/cli/program.ts';
import { processTerminal } from '../../apps/server/src/cli/terminal.ts';
import type { Person } from './server-process.ts';

// Adds the people whom it is given as JSON, each by the administrator's own command, in one process.
const people: readonly Person[] = JSON.parse(await text(process.stdin));
for (const { email, name, role, password } of people) {
  const args = ['users', 'add', '--email', email, '--name', name, '--role', role, '--password-stdin'];
  const terminal = { ...processTerminal(), input: one(password) };
  process.exitCode ||= await runProgram(args, terminal);
}

async function* one(line: string): AsyncIterable<string> {
  yield line;
}
