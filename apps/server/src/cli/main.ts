import { exitCodeOf, printError } from './output.ts';
import { createProgram } from './program.ts';

const args = process.argv.slice(2);

try {
  await createProgram().parseAsync(args, { from: 'user' });
} catch (error) {
  printError(error, args.includes('--json'));
  process.exitCode = exitCodeOf(error);
}
