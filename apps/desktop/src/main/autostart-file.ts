/**
 * The desktop file that starts a program at login (freedesktop.org's Desktop Entry Specification: what is quoted in
 * `Exec` escapes its quotes and signs of the shell twice, once for the string, once for the command).
 */
export function autostartFile(program: string, args: readonly string[]): string {
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
