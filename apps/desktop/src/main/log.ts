import { openLogFile } from './logs/log-file.ts';

let write: ((from: string, line: string) => void) | undefined;

/** From now on what is logged is also kept in files of this folder (`logs/log-file.ts`). */
export function startLogFile(folder: string): void {
  try {
    write = openLogFile(folder);
  } catch (error) {
    log(`There will be no log files: ${String(error)}`);
  }
}

/** One line on the console and in the log. Never secrets, never what people wrote. */
export function log(line: string): void {
  logFrom('shell', line);
}

/** The same for a line of another process of the app. */
export function logFrom(process: string, line: string): void {
  console.log(`[${process}] ${line}`);
  write?.(process, line);
}
