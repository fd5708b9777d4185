import { say } from './say.mjs';

/** Where the server of `npm start` listens unless told otherwise. */
export const USUAL_PORT = 4310;

/** Prints the addresses, the sign-ins and whose windows are open. `windows` may be empty. */
export function sayRunning(server, windows) {
  say('\nHoldfast is running.\n');
  say(`  Server   ${server.url}`);
  say(`  Log      ${server.log}\n`);
  for (const line of renderTable(server.people)) say(`  ${line}`);
  const names = windows.map(({ person }) => `${person.name} (${person.role})`);
  if (names.length > 0) say(`\n  Windows  ${names.join(', ')}`);
  say('\nCtrl+C closes everything. Nothing is lost: "npm start" goes on from here.\n');
}

function renderTable(people) {
  const rows = [
    ['Role', 'Name', 'Email', 'Password'],
    ...people.map((p) => [p.role, p.name, p.email, p.password]),
  ];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('   ')
      .trimEnd(),
  );
}
