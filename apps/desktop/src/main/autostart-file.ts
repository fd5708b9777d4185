import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const NAME = 'holdfast.desktop';

/** Whether a program is started at login, as the folder for that says (`~/.config/autostart`). */
export function hasAutostart(folder: string): boolean {
  return existsSync(path.join(folder, NAME));
}

/** Starts a program with these arguments at login from now on. Throws where the folder cannot be written to. */
export function putAutostart(folder: string, program: string, args: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, NAME), autostartFile(program, args));
}

export function dropAutostart(folder: string): void {
  rmSync(path.join(folder, NAME), { force: true });
}

/**
 * The desktop file that starts a program at login (freedesktop.org's Desktop Entry Specification: what is quoted in
 * `Exec` escapes its quotes and signs of the shell twice, once for the string, once for the command).
 */
function autostartFile(program: string, args: readonly string[]): string {
  const quoted = program.replace(/["`$\\]/g, (sign) => `\\${sign}`).replaceAll('%', '%%');
  const command = `"${quoted}" ${args.join(' ')}`.replaceAll('\\', '\\\\');
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Holdfast',
    `Exec=${command}`,
    'Icon=holdfast',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}
