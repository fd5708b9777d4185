import { conversationTable } from './conversation-table.ts';
import { fileTable } from './file-table.ts';
import { noticeTable } from './notice-table.ts';
import { projectTable } from './project-table.ts';
import type { Outcomes } from './shapes.ts';

/** An undo takes what the change takes, so both stand by one table (S30). */
const changesOfTicket: Outcomes = {
  'own: title': 'yes yes yes yes',
  'own: description': 'yes yes yes yes',
  'own: status': 'yes yes yes yes',
  'own: close': 'yes yes yes yes',
  'own: priority': 'yes yes yes yes',
  'own: due': 'yes yes yes yes',
  'own: assigneeId': 'yes yes yes no',
  'own: projectId': 'yes yes yes no',
  'own: divisionId': 'yes yes yes no',

  'assigned: title': 'yes yes yes yes',
  'assigned: description': 'yes yes yes yes',
  'assigned: status': 'yes yes yes yes',
  'assigned: close': 'yes yes yes yes',
  'assigned: priority': 'yes yes yes yes',
  'assigned: due': 'yes yes yes yes',
  'assigned: assigneeId': 'yes yes yes no',
  'assigned: projectId': 'yes yes yes no',
  'assigned: divisionId': 'yes yes yes no',

  'watched: title': 'yes yes yes no',
  'watched: description': 'yes yes yes no',
  'watched: status': 'yes yes yes no',
  'watched: close': 'yes yes yes no',
  'watched: priority': 'yes yes yes no',
  'watched: due': 'yes yes yes no',
  'watched: assigneeId': 'yes yes yes no',
  'watched: projectId': 'yes yes yes no',
  'watched: divisionId': 'yes yes yes no',

  'of their project: title': 'yes yes yes no',
  'of their project: description': 'yes yes yes no',
  'of their project: status': 'yes yes yes no',
  'of their project: close': 'yes yes yes no',
  'of their project: priority': 'yes yes yes no',
  'of their project: due': 'yes yes yes no',
  'of their project: assigneeId': 'yes yes yes no',
  'of their project: projectId': 'yes yes yes no',
  'of their project: divisionId': 'yes yes yes no',

  'of others: title': 'yes yes yes hidden',
  'of others: description': 'yes yes yes hidden',
  'of others: status': 'yes yes yes hidden',
  'of others: close': 'yes yes yes hidden',
  'of others: priority': 'yes yes yes hidden',
  'of others: due': 'yes yes yes hidden',
  'of others: assigneeId': 'yes yes yes hidden',
  'of others: projectId': 'yes yes yes hidden',
  'of others: divisionId': 'yes yes yes hidden',
};

const changesOfProject: Outcomes = {
  own: 'yes yes - -',
  led: 'yes yes yes yes',
  theirs: 'yes yes no no',
  'of others': 'yes yes no hidden',
};

const changesOfPeople: Outcomes = {
  'own name': 'yes no no no',
  'own role': '- no no no',
  'of others: name': 'yes no no no',
  'of others: email': 'yes no no no',
  'of others: role': 'yes no no no',
};

/**
 * What happens when somebody makes a mutation, by its name and case, in the order admin, manager,
 * agent, staff: `yes` accepted, `no` refused as not allowed, `hidden` refused as if the row were not
 * there, `-` cannot be. Written by hand from DESIGN 3, not taken from permissions.ts: what is wrong
 * there is seen here. The cases are made in mutation-cases.ts.
 */
export const mutationTable: Readonly<Record<string, Outcomes>> = {
  'ticket.create': {
    plain: 'yes yes yes yes',
    'assigned to somebody': 'yes yes yes no',
    'assigned to oneself': 'yes yes yes no',
    'in their project': 'yes yes yes yes',
    'in a project of others': 'yes yes yes hidden',
    'in a division': 'yes yes yes yes',
  },
  'ticket.update': changesOfTicket,
  'ticket.revert': changesOfTicket,
  'ticket.watch': {
    'own, for oneself': 'yes yes yes yes',
    'own, for somebody else': 'yes yes yes no',
    'assigned, for somebody else': 'yes yes yes no',
    'of their project, for oneself': 'yes yes yes yes',
    'of others, for oneself': 'yes yes yes hidden',
    'of others, for somebody else': 'yes yes yes hidden',
  },
  'ticket.unwatch': {
    'watched, for oneself': 'yes yes yes yes',
    'own, for somebody else': 'yes yes yes no',
    'watched, for somebody else': 'yes yes yes no',
    'of others, for oneself': 'yes yes yes hidden',
    'of others, for somebody else': 'yes yes yes hidden',
  },
  'ticket.import': { plain: 'yes no no no' },
  'ticket.withdraw': {
    own: 'yes yes yes yes',
    assigned: 'no no no no',
    watched: 'no no no no',
    'of their project': 'no no no no',
    'of others': 'no no no hidden',
  },

  ...conversationTable,
  ...fileTable,
  ...noticeTable,
  ...projectTable,

  'overwrite.seen': { own: 'yes yes yes yes', 'of others': 'hidden hidden hidden hidden' },

  'project.create': { plain: 'yes yes no no', 'in a division': 'yes yes no no' },
  'project.update': changesOfProject,
  'project.revert': changesOfProject,
  'project.withdraw': {
    own: 'yes yes - -',
    led: 'no no no no',
    theirs: 'no no no no',
    'of others': 'no no no hidden',
  },

  'membership.add': {
    'oneself to a project of others': 'yes yes no hidden',
    'somebody to a project of others': 'yes yes no hidden',
    'somebody to a project that they lead': 'yes yes yes yes',
    'somebody to their project': 'yes yes no no',
    'oneself to a division': 'yes yes no no',
    'somebody to a division': 'yes yes no no',
  },
  'membership.remove': {
    'oneself from a project': 'yes yes no no',
    'somebody from their project': 'yes yes no no',
    'somebody from a project that they lead': 'yes yes yes yes',
    // Where it is hidden it is as if it were gone: nothing is changed.
    'somebody from a project of others': 'yes yes no yes',
    'somebody from a division': 'yes yes no no',
  },

  'division.create': { plain: 'yes no no no' },
  'division.update': { plain: 'yes no no no' },
  'division.revert': { plain: 'yes no no no' },

  'user.add': { staff: 'yes no no no', admin: 'yes no no no' },
  'user.update': changesOfPeople,
  'user.revert': changesOfPeople,
  'user.disable': { 'of others': 'yes no no no', oneself: '- no no no' },
  'user.enable': { 'of others': 'yes no no no' },
};
