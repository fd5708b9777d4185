import type { Outcomes } from './shapes.ts';

const all = 'yes yes yes yes';
const onlyAdmins = 'yes no no no';
const onlyManagers = 'yes yes no no';

/** What takes the lead of a project: managers lead all that they see, others those that they own or manage. */
const leading: Outcomes = { led: all, theirs: onlyManagers, 'of others': 'yes yes no hidden' };

/** The desk knows when others are away; for the rest of the staff it is as if they never were. */
const ofAbsence: Outcomes = { own: all, 'of others': 'yes yes no hidden' };

/** Admins see all alerts, others those of divisions that they manage, of projects that they own, and that were given to them. */
const ofAlert: Outcomes = {
  'of a division that they manage': all,
  'of a division where they work': 'yes hidden hidden hidden',
  'of an own project': 'yes yes - -',
  'given to them': all,
};

/** The lines of mutation-table.ts about plans, phases, capacity and alerts. */
export const projectTable: Readonly<Record<string, Outcomes>> = {
  'project.plan': { own: 'yes yes - -', ...leading },
  'project.revert-plan': { own: 'yes yes - -', ...leading },

  'membership.update': {
    ...leading,
    'oneself in their project': onlyManagers,
    'in a division': onlyManagers,
    'oneself in a division': onlyManagers,
  },
  'membership.revert': { ...leading, 'in a division': onlyManagers },

  'phase.create': leading,
  'phase.update': leading,
  'phase.revert': leading,
  'phase.remove': leading,

  'assignment.set': leading,
  'assignment.revert': leading,

  'work-hours.set': { own: onlyManagers, 'of others': onlyManagers },
  'work-hours.revert': { own: onlyManagers, 'of others': onlyManagers },
  'absence.add': { own: all, 'of others': onlyManagers },
  'absence.update': ofAbsence,
  'absence.revert': ofAbsence,
  'absence.remove': ofAbsence,
  'holiday.add': { plain: onlyManagers },
  'holiday.remove': { plain: onlyManagers },

  'alert.update': ofAlert,
  'alert.revert': ofAlert,
  'alert-rule.set': { plain: onlyAdmins },

  'import.division': { plain: onlyAdmins },
  'import.person': { plain: onlyAdmins },
  'import.project': { plain: onlyAdmins },
  'import.phase': { plain: onlyAdmins },
  'import.ticket': { plain: onlyAdmins },
  'import.comments': { plain: onlyAdmins },
  'import.assignment': { plain: onlyAdmins },
};
