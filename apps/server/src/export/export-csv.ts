import { divisionModel } from '@holdfast/shared/model/division.ts';
import { projectModel } from '@holdfast/shared/model/project.ts';
import { type Ticket, ticketModel, ticketSchema } from '@holdfast/shared/model/ticket.ts';
import { userModel } from '@holdfast/shared/model/user.ts';
import type { Snapshot } from '../store/sqlite/sqlite-snapshot.ts';
import type { Target } from './target.ts';
import { walkRows } from './walk-rows.ts';

type Names = ReadonlyMap<string, string>;

interface Known {
  readonly people: Names;
  readonly projects: Names;
  readonly divisions: Names;
}

const columns: Readonly<Record<string, (ticket: Ticket, known: Known) => string>> = {
  Number: ({ number }) => String(number ?? ''),
  Title: ({ title }) => title,
  Status: ({ status }) => status,
  Priority: ({ priority }) => priority,
  Creator: ({ creatorId }, { people }) => people.get(creatorId) ?? '',
  Assignee: ({ assigneeId }, { people }) => people.get(assigneeId ?? '') ?? '',
  Project: ({ projectId }, { projects }) => projects.get(projectId ?? '') ?? '',
  Division: ({ divisionId }, { divisions }) => divisions.get(divisionId ?? '') ?? '',
  Due: ({ due }) => due ?? '',
  Created: ({ createdAt }) => createdAt,
  Updated: ({ updatedAt }) => updatedAt,
  Description: ({ description }) => description,
  Id: ({ id }) => id,
};

/** Writes all tickets as CSV (RFC 4180, UTF-8), people as their e-mail addresses. Gives how many. */
export async function exportCsv(snapshot: Snapshot, target: Target): Promise<number> {
  const known: Known = {
    people: await namesOf(snapshot, userModel.table, 'email'),
    projects: await namesOf(snapshot, projectModel.table, 'name'),
    divisions: await namesOf(snapshot, divisionModel.table, 'name'),
  };
  await target.write(toLine(Object.keys(columns)));
  let count = 0;
  for await (const rows of walkRows(snapshot, ticketModel.table)) {
    const tickets = rows.map(({ data }) => ticketSchema.parse(data));
    await target.write(tickets.map((ticket) => lineOf(ticket, known)).join(''));
    count += tickets.length;
  }
  return count;
}

async function namesOf(snapshot: Snapshot, table: string, field: string): Promise<Names> {
  const names = new Map<string, string>();
  for await (const rows of walkRows(snapshot, table)) {
    for (const { id, data } of rows) names.set(id, String(data[field] ?? ''));
  }
  return names;
}

function lineOf(ticket: Ticket, known: Known): string {
  return toLine(Object.values(columns).map((cell) => cell(ticket, known)));
}

function toLine(cells: readonly string[]): string {
  return `${cells.map(toCell).join(',')}\r\n`;
}

/** What a spreadsheet would run as a formula begins with one of these. */
const formula = /^[=+\-@\t\r]/;

/** A cell in quotes where it must be. Text that a spreadsheet would run gets a ' before it, which makes it text. */
function toCell(text: string): string {
  const inert = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
