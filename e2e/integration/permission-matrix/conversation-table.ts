import type { Outcomes } from './shapes.ts';

const all = 'yes yes yes yes';
const nobody = 'no no no no';
/** As if it were not there, for admins too: what a group or a direct conversation holds is its members' alone. */
const hidden = 'hidden hidden hidden hidden';

/** On messages of anybody. */
const onMessages: Outcomes = {
  'on an own ticket': all,
  'on a ticket of others': 'yes yes yes hidden',
  'in their group': all,
  'in a group of others': hidden,
};

/** On messages of one's own alone. */
const onOwnMessages: Outcomes = {
  own: all,
  'own, on a ticket that they watched': 'yes yes yes hidden',
  'own, in a group that they left': hidden,
  'of others, on an own ticket': nobody,
  'of others, on a ticket of others': 'no no no hidden',
  'of others, in their group': nobody,
  'of others, in a group of others': hidden,
};

const changesOfGroup: Outcomes = { own: all, theirs: all, 'of others': hidden };

const newMessages: Outcomes = {
  'on an own ticket': all,
  'on an assigned ticket': all,
  'on a watched ticket': all,
  'on a ticket of their project': all,
  'on a ticket of others': 'yes yes yes hidden',
  'on their project': all,
  'on a project of others': 'yes yes yes hidden',
  'in their group': all,
  'in a group of others': hidden,
  'in a group that they left': hidden,
  'in their direct conversation': all,
  'in a direct conversation of others': hidden,
};

/** The part of mutation-table.ts that is about conversations. */
export const conversationTable: Readonly<Record<string, Outcomes>> = {
  'message.create': newMessages,
  'message.post': newMessages,
  'message.withdraw': onOwnMessages,
  'message.unpost': onOwnMessages,
  'message.edit': onOwnMessages,
  'message.revert': onOwnMessages,
  'message.reword': onOwnMessages,
  'message.unword': onOwnMessages,
  'message.delete': onOwnMessages,
  'message.restore': onOwnMessages,
  'message.put-back': onOwnMessages,
  'message.pin': onMessages,
  'reaction.add': onMessages,
  'reaction.remove': onMessages,
  'read-marker.advance': onMessages,

  'preference.set': { own: all, 'of others': nobody },

  'conversation.open': { 'with somebody': all, 'with somebody who was disabled': hidden },
  'conversation.create': { plain: all },
  'conversation.rename': changesOfGroup,
  'conversation.revert': changesOfGroup,

  'participant.add': {
    'somebody to their group': all,
    'oneself to a group of others': hidden,
    'oneself to a group that they left': hidden,
  },
  'participant.remove': {
    'oneself from their group': all,
    'somebody from an own group': all,
    'somebody from their group': nobody,
    'somebody from a group of others': hidden,
  },
};
