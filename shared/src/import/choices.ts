import type { ImportField } from './kinds.ts';

/** Words of other systems for ours, in lower case. Words of ours are known by themselves. */
const words: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  status: {
    open: ['to do', 'todo', 'new', 'backlog', 'reopened', 'selected for development', 'opened', 'planned'],
    in_progress: ['in progress', 'doing', 'in review', 'review', 'in development', 'in arbeit', 'running'],
    waiting: ['blocked', 'on hold', 'pending', 'waiting for customer', 'waiting for support', 'paused'],
    resolved: ['done', 'fixed', 'complete', 'completed', 'merged', 'erledigt'],
    closed: ["won't do", 'wont do', 'rejected', 'cancelled', 'canceled', 'declined', 'duplicate'],
    planned: ['to do', 'todo', 'new', 'open', 'not started'],
    running: ['in progress', 'doing', 'active', 'started'],
    paused: ['on hold', 'blocked', 'waiting'],
    done: ['completed', 'complete', 'closed', 'finished', 'resolved'],
  },
  priority: {
    low: ['lowest', 'minor', 'trivial', 'p3', 'p4', 'p5'],
    normal: ['medium', 'p2'],
    high: ['major', 'p1'],
    urgent: ['highest', 'critical', 'blocker', 'p0', 'immediate'],
  },
  stage: {
    planned: ['to do', 'new', 'not started', 'proposed'],
    running: ['in progress', 'active', 'open', 'started'],
    paused: ['on hold', 'blocked', 'waiting'],
    finished: ['done', 'closed', 'completed', 'complete'],
  },
  disabled: { yes: ['true', '1', 'x'], no: ['false', '0'] },
  archived: { yes: ['true', '1', 'x', 'archived'], no: ['false', '0', 'active'] },
  // Nobody becomes more than staff by a word that could mean something else.
  role: {
    admin: ['administrator'],
    agent: ['desk', 'support'],
    staff: ['user', 'member', 'employee', 'requester'],
  },
};

/** What a word of the file most likely means; nothing where that cannot be told. */
export function guessChoice({ name, choices = [] }: ImportField, text: string): string | undefined {
  const word = text.trim().toLowerCase();
  const own = choices.find((choice) => choice === word || choice.replaceAll('_', ' ') === word);
  if (own !== undefined) return own;
  return choices.find((choice) => words[name]?.[choice]?.includes(word));
}
