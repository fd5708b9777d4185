/** One line on the console. Never secrets, never what people wrote. */
export function log(line: string): void {
  console.log(`[shell] ${line}`);
}
