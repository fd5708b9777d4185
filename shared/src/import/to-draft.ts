import { hoursSchema } from '../model/assignment.ts';
import { phaseStatuses } from '../model/phase.ts';
import { projectPlanSchema, projectStages } from '../model/project.ts';
import { ticketPriorities, ticketStatuses } from '../model/ticket.ts';
import { roles, userSchema } from '../model/user.ts';
import { limits } from '../protocol/limits.ts';
import type {
  AssignmentDraft,
  CommentDraft,
  Draft,
  PersonDraft,
  PhaseDraft,
  ProjectDraft,
} from './drafts.ts';
import type { ImportKind } from './kinds.ts';
import { BadRow, shortened } from './problem.ts';
import type { RowReader } from './row-reader.ts';
import type { Cells } from './source-row.ts';

type ToDraft = (cells: Cells, reader: RowReader) => Draft;

const byKind: Readonly<Record<ImportKind, ToDraft>> = {
  ticket: toTicket,
  project: toProject,
  phase: toPhase,
  person: toPerson,
  assignment: toAssignment,
};

/**
 * Reads a row by the reader's mapping.
 * @throws BadRow that says what is wrong with it
 */
export function toDraft(cells: Cells, reader: RowReader): Draft {
  return byKind[reader.mapping.kind](cells, reader);
}

function toTicket(cells: Cells, reader: RowReader): Draft {
  const title = reader.required(cells, 'title', limits.titleLength);
  const createdAt = reader.moment(cells, 'created');
  return {
    kind: 'ticket',
    key: reader.text(cells, 'key') || `${title} ${createdAt ?? ''}`,
    title,
    description: reader.long(cells, 'description'),
    status: reader.choice(cells, 'status', ticketStatuses),
    priority: reader.choice(cells, 'priority', ticketPriorities),
    creator: reader.text(cells, 'creator'),
    assignee: reader.text(cells, 'assignee'),
    project: reader.text(cells, 'project'),
    division: reader.text(cells, 'division'),
    due: reader.moment(cells, 'due') ?? null,
    createdAt,
    updatedAt: reader.moment(cells, 'updated'),
    endedAt: reader.moment(cells, 'ended'),
    labels: reader.texts(cells, 'labels'),
    comments: reader.texts(cells, 'comments').map((text) => toComment(text, reader)),
  };
}

/** `02/Mar/26 9:15 AM;ada;What was said`, as Jira has it; anything else is what was said. */
function toComment(text: string, reader: RowReader): CommentDraft {
  const [date = '', author = '', ...rest] = text.split(';');
  const at = rest.length === 0 ? undefined : reader.toTime(date);
  const body = at === undefined ? text : rest.join(';').trim();
  // One that is too long is refused when its change is made.
  const shown = body.length > limits.textLength ? body : reader.markdown(body);
  return { author: at === undefined ? '' : author.trim(), at, body: shown };
}

function toProject(cells: Cells, reader: RowReader): ProjectDraft {
  const name = reader.required(cells, 'name');
  const plan = projectPlanSchema.safeParse({
    stage: reader.choice(cells, 'stage', projectStages),
    ...spanOf(cells, reader),
    budget: reader.amount(cells, 'budget'),
    spent: reader.amount(cells, 'spent') ?? 0,
    cash: reader.amount(cells, 'cash'),
    cashThreshold: reader.amount(cells, 'cashThreshold'),
    spentThreshold: reader.number(cells, 'spentThreshold'),
  });
  if (!plan.success) throw badField(String(plan.error.issues[0]?.path[0]), cells, reader);
  return {
    kind: 'project',
    key: reader.text(cells, 'key') || name,
    name,
    description: reader.long(cells, 'description'),
    isArchived: reader.choice(cells, 'archived', ['yes', 'no']) === 'yes',
    owner: reader.text(cells, 'owner'),
    division: reader.text(cells, 'division'),
    createdAt: reader.moment(cells, 'created'),
    plan: plan.data,
  };
}

function toPhase(cells: Cells, reader: RowReader): PhaseDraft {
  const [project, name] = [reader.required(cells, 'project'), reader.required(cells, 'name')];
  const progress = Math.round(reader.number(cells, 'progress') ?? 0);
  if (progress < 0 || progress > 100) throw badField('progress', cells, reader);
  return {
    kind: 'phase',
    key: reader.text(cells, 'key') || `${project} ${name}`,
    project,
    name,
    status: reader.choice(cells, 'status', phaseStatuses),
    ...spanOf(cells, reader),
    progress,
  };
}

function toPerson(cells: Cells, reader: RowReader): PersonDraft {
  const text = reader.required(cells, 'email', 254);
  const email = userSchema.shape.email.safeParse(text);
  if (!email.success) throw new BadRow('email', { text: shortened(text) });
  return {
    kind: 'person',
    email: email.data,
    name: reader.required(cells, 'name'),
    role: reader.choice(cells, 'role', roles),
    isDisabled: reader.choice(cells, 'disabled', ['yes', 'no']) === 'yes',
    division: reader.text(cells, 'division'),
  };
}

function toAssignment(cells: Cells, reader: RowReader): AssignmentDraft {
  const text = reader.required(cells, 'hours');
  const hours = hoursSchema.safeParse(reader.number(cells, 'hours'));
  if (!hours.success) throw new BadRow('hours', { text: shortened(text) });
  return {
    kind: 'assignment',
    person: reader.required(cells, 'person', 254),
    project: reader.required(cells, 'project'),
    phase: reader.text(cells, 'phase'),
    week: reader.monday(cells, 'week'),
    hours: hours.data,
  };
}

function spanOf(cells: Cells, reader: RowReader) {
  const [startsOn, endsOn] = [reader.day(cells, 'startsOn'), reader.day(cells, 'endsOn')];
  if (startsOn !== null && endsOn !== null && endsOn < startsOn) {
    throw new BadRow('span', { from: startsOn, to: endsOn });
  }
  return { startsOn, endsOn };
}

function badField(field: string, cells: Cells, reader: RowReader): BadRow {
  const column = reader.mapping.columns[field] ?? field;
  return new BadRow('number', { column, text: shortened(reader.text(cells, field)) });
}
