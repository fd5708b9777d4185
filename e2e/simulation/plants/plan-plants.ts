import type { Plant } from './plant.ts';

const settleAlert = 'shared/src/alerts/settle-alert.ts';
const touchRows = 'apps/server/src/alerts/touch-rows.ts';

/** Bugs in plans, in who works on what, and in what people are alerted of. */
export const planPlants: readonly Plant[] = [
  {
    name: 'assignment-doubled',
    what: 'S2: two who plan the same empty cell make two rows of it.',
    file: 'shared/src/model/assignment.ts',
    find: 'return derivedId(',
    replace:
      "Object.assign(globalThis, { made: Number(Reflect.get(globalThis, 'made') ?? 0) + 1 });\n  return derivedId(String(Reflect.get(globalThis, 'made')) + ",
  },
  {
    name: 'planned-hours-kept-without-sight',
    seed: 14,
    what: 'S23: what was planned for a project stays on the disk of who left it.',
    file: 'apps/desktop/src/engine/sync/purge.ts',
    find: 'for (const row of step) deleteBase(',
    replace: "for (const row of step) if (row.table !== 'assignment') deleteBase(",
  },
  {
    name: 'unplanned-counts-as-unseen',
    what: 'S28: who plans a project for the first time overwrites whoever made it.',
    file: 'shared/src/model/project.ts',
    find: '  absent: noPlan,\n',
    replace: '',
  },
  {
    name: 'alert-never-resolved',
    seed: 18,
    what: 'An alert goes on when its cause is gone.',
    file: settleAlert,
    find: "if (verdict === 'resolve' || value === undefined) return",
    replace: "if (verdict === 'resolve' && value === undefined) return",
  },
  {
    name: 'alert-raised-again-and-again',
    what: 'What is raised already is raised once more by each change.',
    file: settleAlert,
    find: "const raised = past.find(({ state }) => state === 'raised');",
    replace: 'const raised = past.find(({ limit }) => limit === -1);',
  },
  {
    name: 'hysteresis-forgotten',
    seed: 60,
    what: 'An alert ends at its line already, and comes and goes with every small change.',
    file: 'shared/src/alerts/alert-figure.ts',
    find: 'const endsAt = limit - Math.min(PERCENT_MARGIN, limit / 2);',
    replace: 'const endsAt = limit;',
  },
  {
    name: 'return-is-news',
    seed: 52,
    what: 'What is over its line again soon after is a new alert, and told once more.',
    file: settleAlert,
    find: 'const again = past.find(({ resolvedAt }) => isRecent(resolvedAt, at.now));',
    replace: 'const again = past.find(({ resolvedAt }) => isRecent(resolvedAt, at.now) && past.length < 0);',
  },
  {
    name: 'alert-stays-with-the-division',
    seed: 140,
    what: 'S8: whoever managed a project goes on seeing its alerts after it was given to another division.',
    file: touchRows,
    find: "differs(change, 'divisionId', 'ownerId', 'status', 'stage')",
    replace: "differs(change, 'status', 'stage')",
  },
  {
    name: 'absence-overloads-nobody',
    seed: 81,
    what: 'An absence leaves the alerts of the weeks in which somebody is away as they were.',
    file: touchRows,
    find: "  ['absence', touchAbsence],\n",
    replace: '',
  },
  {
    name: 'totals-drift',
    what: 'A figure goes on counting what has moved to another group.',
    file: 'apps/desktop/src/engine/totals/touch-triggers.ts',
    find: "UPDATE: ['OLD', 'NEW']",
    replace: "UPDATE: ['NEW']",
  },
];
