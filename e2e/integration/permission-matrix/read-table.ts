import type { ClientToServerEvents } from '@holdfast/shared/protocol/events.ts';

/**
 * Who may see what, in the order admin, manager, agent, staff: `yes` or `no`. Written by hand from
 * DESIGN 3. The rows are made in read-cases.ts; each is looked for on every way to read.
 */
export const readTable: Readonly<Record<string, string>> = {
  oneself: 'yes yes yes yes',
  'somebody else': 'yes yes yes yes',
  'a division': 'yes yes yes yes',
  'somebody’s place in a division': 'yes yes yes yes',

  'their project, with its conversation and history': 'yes yes yes yes',
  'one’s own place in their project': 'yes yes yes yes',
  'somebody’s place in their project': 'yes yes yes yes',
  'a comment on their project': 'yes yes yes yes',
  'a project of others, with its conversation and history': 'yes yes yes no',
  'somebody’s place in a project of others': 'yes yes yes no',
  'a comment on a project of others': 'yes yes yes no',

  // With its conversation, a comment there, and its history.
  'an own ticket': 'yes yes yes yes',
  'an assigned ticket': 'yes yes yes yes',
  'a watched ticket': 'yes yes yes yes',
  'a ticket of their project': 'yes yes yes yes',
  'a ticket of others': 'yes yes yes no',
  'a ticket of a project of others': 'yes yes yes no',
  'a ticket that was assigned to them and is not any more': 'yes yes yes no',
  'a ticket that they watched and do not any more': 'yes yes yes no',

  // Reactions, earlier texts and how far somebody has read are seen by whoever sees the message.
  'what became of a comment on an own ticket': 'yes yes yes yes',
  'what became of a comment on a ticket of others': 'yes yes yes no',
  'how far somebody has read an own ticket and keeps it to themselves': 'no no no no',
  'how far one has read and keeps to oneself': 'yes yes yes yes',

  // With a message there, what became of it, its people and how far they have read.
  'their group': 'yes yes yes yes',
  'a group of others': 'no no no no',
  'a group that they left': 'no no no no',
  'a group that they were taken out of': 'no no no no',
  'a group that they were asked into': 'yes yes yes yes',
  'their direct conversation': 'yes yes yes yes',
  'a direct conversation of others': 'no no no no',

  // Their rows, and their bytes (file-matrix.int.test.ts).
  'a file of an own ticket': 'yes yes yes yes',
  'a file of a watched ticket': 'yes yes yes yes',
  'a file of a ticket of others': 'yes yes yes no',
  'a file of a ticket that they watched and do not any more': 'yes yes yes no',
  'a file of their project': 'yes yes yes yes',
  'a file of a project of others': 'yes yes yes no',
  'a file of a message in their group': 'yes yes yes yes',
  'a file of a message in a group of others': 'no no no no',

  'what one has chosen for oneself': 'yes yes yes yes',
  'what somebody else has chosen': 'no no no no',

  'what one was told': 'yes yes yes yes',
  'what somebody else was told': 'no no no no',
  'what one has chosen to hear': 'yes yes yes yes',
  'what somebody else has chosen to hear': 'no no no no',

  // With their history.
  'a phase of their project': 'yes yes yes yes',
  'a phase of a project of others': 'yes yes yes no',
  'somebody’s hours for their project': 'yes yes yes yes',
  'one’s own hours for a project of others': 'yes yes yes yes',
  'somebody’s hours for a project of others': 'yes yes yes no',
  'how much one works': 'yes yes yes yes',
  'how much somebody else works': 'yes yes yes no',
  'when one is away': 'yes yes yes yes',
  'when somebody else is away': 'yes yes yes no',
  'a holiday': 'yes yes yes yes',

  'a rule for alerts': 'yes yes yes yes',
  'an alert of a division that they manage': 'yes yes yes yes',
  'an alert of a division where they work': 'yes no no no',
  'an alert that was given to them': 'yes yes yes yes',
  'an alert that was given to them and is not any more': 'yes no no no',
  'an alert of others': 'yes no no no',

  'a note that their value was replaced': 'yes yes yes yes',
  'a note that somebody else’s value was replaced': 'no no no no',
};

/** Whose scopes these are, for whatever is asked by the name of a scope. */
export const scopeTable: Readonly<Record<string, string>> = {
  everyone: 'yes yes yes yes',
  desk: 'yes yes yes no',
  admin: 'yes no no no',
  'user: oneself': 'yes yes yes yes',
  'user: somebody else': 'no no no no',
  'project: theirs': 'yes yes yes yes',
  'project: of others': 'no no no no',
  'division: as its manager': 'yes yes yes yes',
  'division: of others': 'no no no no',
  'thread: their group': 'yes yes yes yes',
  'thread: a group of others': 'no no no no',
  'thread: a direct conversation of others': 'no no no no',
};

/**
 * Which bots hear of the rows of somebody of the staff, by the scope that their token has. `project`
 * is that of the project that they belong to, `person` their own.
 */
export const listenTable: Readonly<Record<string, string>> = {
  'an own ticket': 'desk person',
  'an assigned ticket': 'desk person',
  'a watched ticket': 'desk person',
  'a ticket of their project': 'desk project',
  'a ticket of others': 'desk',
  'a ticket of a project of others': 'desk',
  'their project, with its conversation and history': 'desk project',
  'a project of others, with its conversation and history': 'desk',
  'a comment on their project': 'desk project',
  'a comment on a project of others': 'desk',
  oneself: '',
  'somebody else': '',
  'a division': '',
  'somebody’s place in a division': '',
  'one’s own place in their project': '',
  'somebody’s place in their project': '',
  'somebody’s place in a project of others': '',
  'what became of a comment on an own ticket': 'desk person',
  'what became of a comment on a ticket of others': 'desk',
  'how far somebody has read an own ticket and keeps it to themselves': '',
  'how far one has read and keeps to oneself': '',
  'their group': '',
  'a group of others': '',
  'a group that they left': '',
  'a group that they were taken out of': '',
  'a group that they were asked into': '',
  'their direct conversation': '',
  'a direct conversation of others': '',
  'what one has chosen for oneself': '',
  'what somebody else has chosen': '',
  'a phase of their project': '',
  'a phase of a project of others': '',
  'somebody’s hours for their project': 'desk project',
  'one’s own hours for a project of others': 'desk person',
  'somebody’s hours for a project of others': 'desk',
  'how much one works': '',
  'how much somebody else works': '',
  'when one is away': '',
  'when somebody else is away': '',
  'a holiday': '',
  'a rule for alerts': '',
  'an alert of a division where they work': 'admin',
  'an alert that was given to them': 'admin',
  'an alert of others': 'admin',
  'a note that their value was replaced': '',
  'a note that somebody else’s value was replaced': '',
};

/** What each learns of others: how they are, and whether they look at, edit and write in such a row. */
export const presenceTable: Readonly<Record<string, string>> = {
  'how somebody is': 'yes yes yes yes',
  'how somebody is who appears offline': 'no no no no',
  'in a ticket that is assigned to them': 'yes yes yes yes',
  'in a ticket of others': 'yes yes yes no',
  'in their project': 'yes yes yes yes',
  'in a project of others': 'yes yes yes no',
  'in a division': 'yes yes yes yes',
  'in a division, of who appears offline': 'no no no no',
  'in their group': 'yes yes yes yes',
  'in a group of others': 'no no no no',
  'in a group that they left': 'no no no no',
};

/** The requests `POST /api/<name>`, in the same order: whether they are let through to their answer. */
export const requestTable: Readonly<Record<string, string>> = {
  'account.devices': 'yes yes yes yes',
  'account.end-device': 'yes yes yes yes',
  'account.password': 'yes yes yes yes',
  'people.devices': 'yes no no no',
  'people.end-device': 'yes no no no',
  'people.reset': 'yes no no no',
  'invites.list': 'yes no no no',
  'invites.make': 'yes no no no',
  'invites.withdraw': 'yes no no no',
  'tokens.list': 'yes no no no',
  'tokens.make': 'yes no no no',
  'tokens.revoke': 'yes no no no',
  'audit.list': 'yes no no no',
  'audit.check': 'yes no no no',
  'server.stats': 'yes no no no',
  'server.suspicions': 'yes no no no',
};

/** Other pages that take an access token. */
export const pageTable: Readonly<Record<string, string>> = {
  '/stats': 'yes no no no',
  '/files/limits': 'yes yes yes yes',
};

/** Ways to read that DESIGN names and that later features bring. Until then nobody is answered there. */
export const absent = {
  pages: ['/api/files.list', '/api/notifications.list', '/api/search.find'],
} as const;

/** Every event that a client may send, and what shows here that it gives nobody more than they may see. */
export const eventTable: Readonly<Record<keyof ClientToServerEvents, string>> = {
  'sync:push': 'mutationTable',
  'sync:pull': 'readTable: snapshot, catch-up and claimed scopes',
  'sync:digest': 'scopeTable',
  'sync:known': 'of one’s own changes only',
  ping: 'says only that something is stale, and one’s own results',
  'room:join': 'readTable: rooms; presenceTable',
  'room:leave': 'gives nothing',
  'presence:update': 'gives nothing; what others see of it is in presenceTable',
  'typing:start': 'gives nothing; what others see of it is in presenceTable',
  'typing:stop': 'gives nothing',
  'notice:claim': 'says what one’s own devices claimed, of whatever ids; gives nothing of a row',
  'session:refresh': 'of the same session only',
};
