import { z } from 'zod';
import type { Json } from '../json.ts';
import { shortened } from './problem.ts';
import type { SourceItem } from './source-row.ts';

const login = z.object({ login: z.string() }).nullish();
const label = z.union([z.string(), z.object({ name: z.string().nullish() })]);
const comment = z.object({
  body: z.string().nullish(),
  user: login,
  author: login,
  created_at: z.string().nullish(),
  createdAt: z.string().nullish(),
});

/** An issue as GitHub's REST interface gives it, or its command line (`gh issue list --json …`). */
const issueSchema = z.object({
  number: z.number().int(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.string().nullish(),
  state_reason: z.string().nullish(),
  stateReason: z.string().nullish(),
  url: z.string().nullish(),
  html_url: z.string().nullish(),
  user: login,
  author: login,
  assignee: login,
  assignees: z.array(z.object({ login: z.string() })).nullish(),
  labels: z.array(label).nullish(),
  milestone: z
    .object({ title: z.string(), due_on: z.string().nullish(), dueOn: z.string().nullish() })
    .nullish(),
  created_at: z.string().nullish(),
  createdAt: z.string().nullish(),
  updated_at: z.string().nullish(),
  updatedAt: z.string().nullish(),
  closed_at: z.string().nullish(),
  closedAt: z.string().nullish(),
  /** How many there are, or the comments themselves. */
  comments: z.union([z.number(), z.array(comment)]).nullish(),
});
type Issue = z.infer<typeof issueSchema>;

/** The columns of a row of an issue: those that a mapping of tickets finds by itself. */
export const githubColumns = [
  'Key',
  'Title',
  'Description',
  'State',
  'Author',
  'Assignee',
  'Project',
  'Due',
  'Created',
  'Updated',
  'Closed',
  'Labels',
  'Comments',
] as const;

/** An issue of GitHub as a row of those columns. Nothing for a pull request, which GitHub lists beside them. */
export function githubRow(thing: Json, line: number): SourceItem | undefined {
  if (typeof thing === 'object' && thing !== null && 'pull_request' in thing) return undefined;
  const parsed = issueSchema.safeParse(thing);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const detail = shortened(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
    return { line, problem: { key: 'unreadable', values: { detail } } };
  }
  return { line, cells: new Map(Object.entries(cellsOfIssue(parsed.data))) };
}

function cellsOfIssue(issue: Issue): Record<(typeof githubColumns)[number], readonly string[]> {
  const url = issue.html_url ?? (issue.url?.includes('/repos/') ? undefined : issue.url);
  return {
    Key: [url ?? String(issue.number)],
    Title: [issue.title],
    Description: [issue.body ?? ''],
    State: [stateOf(issue)],
    Author: [(issue.author ?? issue.user)?.login ?? ''],
    Assignee: [issue.assignees?.[0]?.login ?? issue.assignee?.login ?? ''],
    Project: [issue.milestone?.title ?? ''],
    Due: [issue.milestone?.due_on ?? issue.milestone?.dueOn ?? ''],
    Created: [issue.createdAt ?? issue.created_at ?? ''],
    Updated: [issue.updatedAt ?? issue.updated_at ?? ''],
    Closed: [issue.closedAt ?? issue.closed_at ?? ''],
    Labels: (issue.labels ?? []).map((one) => (typeof one === 'string' ? one : (one.name ?? ''))),
    Comments: Array.isArray(issue.comments) ? issue.comments.map(commentCell) : [],
  };
}

/** "Not planned" is closed; what was done is resolved. */
function stateOf({ state, state_reason, stateReason }: Issue): string {
  const reason = (state_reason ?? stateReason ?? '').toLowerCase();
  if ((state ?? '').toLowerCase() !== 'closed') return 'open';
  return reason === 'not_planned' || reason === 'duplicate' ? 'closed' : 'resolved';
}

function commentCell({ body, user, author, created_at, createdAt }: z.infer<typeof comment>): string {
  const who = (author ?? user)?.login ?? '';
  return `${createdAt ?? created_at ?? ''};${who};${body ?? ''}`;
}
