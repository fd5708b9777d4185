import type { Outcomes } from './shapes.ts';

const all = 'yes yes yes yes';
const nobody = 'no no no no';
const hidden = 'hidden hidden hidden hidden';

/** What others were told is passed over as what is gone is, so that nobody learns of it: accepted, and nothing is changed. */
const onNotices: Outcomes = { own: all, 'of others': all };

/** The lines of mutation-table.ts about notifications and what one chooses to hear. */
export const noticeTable: Readonly<Record<string, Outcomes>> = {
  'notification.seen': onNotices,
  'notification.read': onNotices,
  'notification.done': onNotices,
  'notification.snooze': onNotices,

  'subscription.set': {
    'to a watched ticket': all,
    'to a ticket of others': 'yes yes yes hidden',
    'to their project': all,
    'to a project of others': 'yes yes yes hidden',
    'to their group': all,
    'to a group of others': hidden,
    'to their direct conversation': all,
    'to a direct conversation of others': hidden,
  },

  'preference.channel': { own: all, 'of others': nobody },
  'preference.quiet': { own: all, 'of others': nobody },
};
