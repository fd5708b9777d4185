import type { RowData } from '../effect/operations.ts';
import { type Assignment, assignmentModel, assignmentSchema } from '../model/assignment.ts';
import { type Phase, phaseModel, phaseSchema } from '../model/phase.ts';
import { type Project, planOf, projectModel, projectSchema } from '../model/project.ts';
import { type Ticket, ticketModel, ticketSchema } from '../model/ticket.ts';
import { type User, userModel, userSchema } from '../model/user.ts';
import type { ImportKind } from './kinds.ts';

/** What rows name each other by: people by their e-mail addresses, the others by their names. Empty for what is not known. */
export interface ExportNames {
  readonly person: (id: string | null) => string;
  readonly project: (id: string | null) => string;
  readonly phase: (id: string | null) => string;
  readonly division: (id: string | null) => string;
}

type Column<Row> = (row: Row, names: ExportNames) => string | number;
type Columns<Row> = Readonly<Record<string, Column<Row>>>;

/** How rows of a kind go out: their table, the names of the columns, and the cells of a row. */
export interface ExportShape {
  readonly table: string;
  readonly header: readonly string[];
  /** @throws ZodError for a row that is none of its table */
  readonly cells: (row: RowData, names: ExportNames) => readonly (string | number)[];
}

const ticket: Columns<Ticket> = {
  Number: ({ number }) => number ?? '',
  Title: ({ title }) => title,
  Status: ({ status }) => status,
  Priority: ({ priority }) => priority,
  Creator: ({ creatorId }, { person }) => person(creatorId),
  Assignee: ({ assigneeId }, { person }) => person(assigneeId),
  Project: ({ projectId }, { project }) => project(projectId),
  Division: ({ divisionId }, { division }) => division(divisionId),
  Due: ({ due }) => due ?? '',
  Created: ({ createdAt }) => createdAt,
  Updated: ({ updatedAt }) => updatedAt,
  Ended: ({ endedAt }) => endedAt ?? '',
  Description: ({ description }) => description,
  Id: ({ id }) => id,
};

const project: Columns<Project> = {
  Name: ({ name }) => name,
  Description: ({ description }) => description,
  Stage: (row) => planOf(row).stage,
  Archived: ({ status }) => (status === 'archived' ? 'yes' : 'no'),
  Owner: ({ ownerId }, { person }) => person(ownerId),
  Division: ({ divisionId }, { division }) => division(divisionId),
  'Starts on': ({ startsOn }) => startsOn ?? '',
  'Ends on': ({ endsOn }) => endsOn ?? '',
  Budget: ({ budget }) => amount(budget),
  Spent: ({ spent }) => amount(spent ?? 0),
  Cash: ({ cash }) => amount(cash),
  'Cash threshold': ({ cashThreshold }) => amount(cashThreshold),
  'Spent threshold': ({ spentThreshold }) => spentThreshold ?? '',
  Created: ({ createdAt }) => createdAt,
  Id: ({ id }) => id,
};

const phase: Columns<Phase> = {
  Project: ({ projectId }, names) => names.project(projectId),
  Name: ({ name }) => name,
  Status: ({ status }) => status,
  'Starts on': ({ startsOn }) => startsOn ?? '',
  'Ends on': ({ endsOn }) => endsOn ?? '',
  Progress: ({ progress }) => progress,
  Id: ({ id }) => id,
};

const person: Columns<User> = {
  'E-mail': ({ email }) => email,
  Name: ({ name }) => name,
  Role: ({ role }) => role,
  Disabled: ({ disabled }) => (disabled ? 'yes' : 'no'),
};

const assignment: Columns<Assignment> = {
  Person: ({ userId }, names) => names.person(userId),
  Project: ({ projectId }, names) => names.project(projectId),
  Phase: ({ phaseId }, names) => names.phase(phaseId),
  Week: ({ week }) => week,
  Hours: ({ hours }) => hours,
};

/** How each kind goes out. Its columns are those that an import finds by itself. */
export const exportShapes: Readonly<Record<ImportKind, ExportShape>> = {
  ticket: shapeOf(ticketModel.table, ticket, (row) => ticketSchema.parse(row)),
  project: shapeOf(projectModel.table, project, (row) => projectSchema.parse(row)),
  phase: shapeOf(phaseModel.table, phase, (row) => phaseSchema.parse(row)),
  person: shapeOf(userModel.table, person, (row) => userSchema.parse(row)),
  assignment: shapeOf(assignmentModel.table, assignment, (row) => assignmentSchema.parse(row)),
};

function shapeOf<Row>(table: string, columns: Columns<Row>, read: (row: RowData) => Row): ExportShape {
  return {
    table,
    header: Object.keys(columns),
    cells: (row, names) => {
      const known = read(row);
      return Object.values(columns).map((cell) => cell(known, names));
    },
  };
}

/** Hundredths as an amount. */
function amount(hundredths: number | null | undefined): string {
  return hundredths === null || hundredths === undefined ? '' : (hundredths / 100).toFixed(2);
}

/** Whether a row goes out: hours of nothing are none. */
export function isExported({ hours }: RowData): boolean {
  return hours !== 0;
}
