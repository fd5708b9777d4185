import { phaseStatuses } from '../model/phase.ts';
import { projectStages } from '../model/project.ts';
import { ticketPriorities, ticketStatuses } from '../model/ticket.ts';
import { roles } from '../model/user.ts';

/** What can be brought in and taken out. */
export const importKinds = ['ticket', 'project', 'phase', 'person', 'assignment'] as const;
export type ImportKind = (typeof importKinds)[number];

/** A field that a column may feed. */
export interface ImportField {
  readonly name: string;
  /** Without it no row can be taken. */
  readonly required?: boolean;
  /** Names of columns in which other systems have it, in lower case; the first is that of our own exports. */
  readonly columns: readonly string[];
  /** The words that it may hold, the first for what none of them fits. */
  readonly choices?: readonly string[];
}

const key: ImportField = { name: 'key', columns: ['id', 'key', 'issue key', 'external id', 'uuid', 'url'] };
const startsOn: ImportField = { name: 'startsOn', columns: ['starts on', 'start', 'start date', 'from'] };
const endsOn: ImportField = { name: 'endsOn', columns: ['ends on', 'end', 'end date', 'to', 'until'] };
const division: ImportField = {
  name: 'division',
  columns: ['division', 'department', 'component/s', 'components', 'team'],
};

const ticket: readonly ImportField[] = [
  key,
  { name: 'title', required: true, columns: ['title', 'summary', 'subject', 'name'] },
  { name: 'description', columns: ['description', 'body', 'text', 'details'] },
  { name: 'status', columns: ['status', 'state'], choices: ticketStatuses },
  {
    name: 'priority',
    columns: ['priority', 'severity', 'urgency'],
    choices: ['normal', ...ticketPriorities.filter((priority) => priority !== 'normal')],
  },
  { name: 'creator', columns: ['creator', 'reporter', 'author', 'requester', 'created by', 'opened by'] },
  { name: 'assignee', columns: ['assignee', 'assigned to', 'owner', 'assignees'] },
  { name: 'project', columns: ['project', 'project name', 'milestone', 'repository'] },
  division,
  { name: 'due', columns: ['due', 'due date', 'deadline'] },
  { name: 'created', columns: ['created', 'created at', 'createdat', 'opened', 'date'] },
  { name: 'updated', columns: ['updated', 'updated at', 'updatedat', 'changed'] },
  { name: 'ended', columns: ['ended', 'resolved', 'closed', 'closed at', 'closedat', 'resolution date'] },
  { name: 'labels', columns: ['labels', 'label', 'tags'] },
  { name: 'comments', columns: ['comments', 'comment'] },
];

const project: readonly ImportField[] = [
  key,
  { name: 'name', required: true, columns: ['name', 'project', 'project name', 'title'] },
  { name: 'description', columns: ['description', 'text', 'summary'] },
  {
    name: 'stage',
    columns: ['stage', 'status', 'state'],
    choices: ['running', ...projectStages.filter((stage) => stage !== 'running')],
  },
  { name: 'archived', columns: ['archived'], choices: ['no', 'yes'] },
  { name: 'owner', columns: ['owner', 'lead', 'project lead', 'manager'] },
  division,
  startsOn,
  endsOn,
  { name: 'budget', columns: ['budget'] },
  { name: 'spent', columns: ['spent', 'cost', 'costs'] },
  { name: 'cash', columns: ['cash', 'cash balance', 'balance'] },
  { name: 'cashThreshold', columns: ['cash threshold'] },
  { name: 'spentThreshold', columns: ['spent threshold'] },
  { name: 'created', columns: ['created', 'created at'] },
];

const phase: readonly ImportField[] = [
  key,
  { name: 'project', required: true, columns: ['project', 'project name'] },
  { name: 'name', required: true, columns: ['name', 'phase', 'title'] },
  { name: 'status', columns: ['status', 'state'], choices: phaseStatuses },
  startsOn,
  endsOn,
  { name: 'progress', columns: ['progress', '% complete', 'done'] },
];

const person: readonly ImportField[] = [
  { name: 'email', required: true, columns: ['e-mail', 'email', 'mail', 'e-mail address', 'email address'] },
  { name: 'name', required: true, columns: ['name', 'full name', 'display name'] },
  {
    name: 'role',
    columns: ['role'],
    choices: ['staff', ...roles.filter((role) => role !== 'staff')],
  },
  { name: 'disabled', columns: ['disabled', 'inactive'], choices: ['no', 'yes'] },
  division,
];

const assignment: readonly ImportField[] = [
  { name: 'person', required: true, columns: ['person', 'e-mail', 'email', 'assignee', 'resource', 'name'] },
  { name: 'project', required: true, columns: ['project', 'project name'] },
  { name: 'phase', columns: ['phase'] },
  { name: 'week', required: true, columns: ['week', 'week of', 'monday', 'date'] },
  { name: 'hours', required: true, columns: ['hours', 'effort'] },
];

/** The fields of each kind, in the order in which they are shown. */
export const importFields: Readonly<Record<ImportKind, readonly ImportField[]>> = {
  ticket,
  project,
  phase,
  person,
  assignment,
};
