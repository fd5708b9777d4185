import { Readable, Writable } from 'node:stream';
import { runProgram } from '../cli/program.ts';
import type { CommandResult } from './server-process.ts';

/** Runs an administrator's command in this process, which takes a tenth of the time of one of its own. */
export async function runHere(
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
  input = '',
): Promise<CommandResult> {
  const [out, err] = [collected(), collected()];
  const code = await runProgram(args, {
    env: settings,
    input: Readable.from([input]),
    out: out.stream,
    err: err.stream,
  });
  return { code, out: out.text(), err: err.text() };
}

function collected() {
  const parts: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write(part, _, done) {
      parts.push(String(part));
      done();
    },
  });
  return { stream, text: () => parts.join('') };
}
