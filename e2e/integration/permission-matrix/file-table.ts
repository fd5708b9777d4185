import type { Outcomes } from './shapes.ts';

const all = 'yes yes yes yes';
const nobody = 'no no no no';
/** As if it were not there, for admins too: what a group holds is its members' alone. */
const hidden = 'hidden hidden hidden hidden';

/** Of tickets and projects the desk takes files away, and whoever attached them; of messages only who wrote them. */
const takingAway: Outcomes = {
  'own, on an own ticket': all,
  'own, on a ticket that they watched': 'yes yes yes hidden',
  'of others, on an own ticket': 'yes yes yes no',
  'of others, on a ticket of others': 'yes yes yes hidden',
  'own, on their project': all,
  'of others, on their project': 'yes yes yes no',
  'of others, on a project of others': 'yes yes yes hidden',
  'with an own message, in their group': all,
  'with an own message, in a group that they left': hidden,
  'with a message of others, on an own ticket': nobody,
  'with a message of others, in their group': nobody,
  'with a message of others, in a group of others': hidden,
};

/** The lines of mutation-table.ts about files. */
export const fileTable: Readonly<Record<string, Outcomes>> = {
  'attachment.add': {
    'to an own ticket': all,
    'to an assigned ticket': all,
    'to a watched ticket': all,
    'to a ticket of their project': all,
    'to a ticket of others': 'yes yes yes hidden',
    'to their project': all,
    'to a project of others': 'yes yes yes hidden',
    'to an own message, in their group': all,
    'to an own message, in a group that they left': hidden,
    'to a message of others, on an own ticket': nobody,
    'to a message of others, in their group': nobody,
    'to a message of others, in a group of others': hidden,
  },
  'attachment.withdraw': takingAway,
  'attachment.remove': takingAway,
  'attachment.restore': takingAway,
};
