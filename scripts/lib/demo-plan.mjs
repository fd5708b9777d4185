const DAY_MS = 86_400_000;

/** Days from the Monday of this week, so that what is planned is always about today. */
const PROJECTS = [
  {
    name: 'Kerb repairs',
    stage: 'running',
    owner: 'mateo',
    division: 'DOT',
    from: -70,
    to: 90,
    budget: 240_000,
    spent: 151_500,
    cash: 38_000,
  },
  {
    name: 'Street trees',
    stage: 'running',
    owner: 'mateo',
    division: 'DPR',
    from: -30,
    to: 150,
    budget: 86_000,
    spent: 12_400,
    cash: 51_000,
  },
  {
    name: 'Boiler inspections',
    stage: 'planned',
    owner: 'ada',
    division: 'HPD',
    from: 21,
    to: 120,
    budget: 60_000,
    spent: 0,
    cash: 60_000,
  },
  {
    name: 'Night collection',
    stage: 'paused',
    owner: 'ada',
    division: 'DSNY',
    from: -50,
    to: 60,
    budget: 45_000,
    spent: 41_300,
    cash: 4_200,
  },
];

const PHASES = [
  { project: 'Kerb repairs', name: 'Survey', status: 'done', from: -70, to: -36, progress: 100 },
  { project: 'Kerb repairs', name: 'North side', status: 'running', from: -35, to: 20, progress: 60 },
  { project: 'Kerb repairs', name: 'South side', status: 'planned', from: 21, to: 76, progress: 0 },
  { project: 'Kerb repairs', name: 'Hand over', status: 'planned', from: 77, to: 90, progress: 0 },
  { project: 'Street trees', name: 'Choose places', status: 'running', from: -30, to: -2, progress: 80 },
  { project: 'Street trees', name: 'Plant', status: 'planned', from: 7, to: 110, progress: 0 },
  { project: 'Boiler inspections', name: 'First round', status: 'planned', from: 21, to: 70, progress: 0 },
  { project: 'Night collection', name: 'Trial', status: 'paused', from: -50, to: 30, progress: 40 },
];

/** Hours a week, from one week to another; weeks are counted from this one. */
const HOURS = [
  { person: 'priya', project: 'Kerb repairs', phase: 'North side', from: -4, to: 2, hours: 24 },
  { person: 'priya', project: 'Street trees', phase: '', from: 0, to: 5, hours: 20 },
  { person: 'mateo', project: 'Kerb repairs', phase: '', from: -4, to: 10, hours: 12 },
  { person: 'mateo', project: 'Boiler inspections', phase: 'First round', from: 3, to: 9, hours: 16 },
  { person: 'sam', project: 'Street trees', phase: 'Plant', from: 1, to: 12, hours: 32 },
  { person: 'ada', project: 'Night collection', phase: '', from: -3, to: 4, hours: 6 },
];

/**
 * What the demo organisation plans, as the CSV files that an admin would bring in: `[{ kind, text }]`, in the order in
 * which one names the other. `mailOf` gives a person's address by the name before its `@`.
 */
export function demoPlan(todayMs, mailOf) {
  const day = (days) => new Date(mondayMs(todayMs) + days * DAY_MS).toISOString().slice(0, 10);
  const projects = PROJECTS.map(({ from, to, owner, ...rest }) => ({
    ...rest,
    owner: mailOf(owner),
    'starts on': day(from),
    'ends on': day(to),
    'cash threshold': 10_000,
  }));
  const phases = PHASES.map(({ from, to, ...rest }) => ({
    ...rest,
    'starts on': day(from),
    'ends on': day(to),
  }));
  const hours = HOURS.flatMap(({ from, to, person, ...rest }) =>
    Array.from({ length: to - from + 1 }, (_, week) => ({
      ...rest,
      person: mailOf(person),
      week: day((from + week) * 7),
    })),
  );
  return [
    { kind: 'project', text: csv(projects) },
    { kind: 'phase', text: csv(phases) },
    { kind: 'assignment', text: csv(hours) },
  ];
}

function mondayMs(ms) {
  const day = Math.floor(ms / DAY_MS);
  return (day - ((day + 3) % 7)) * DAY_MS;
}

/** None of these values needs quotes. */
function csv(rows) {
  const columns = Object.keys(rows[0]);
  return [columns, ...rows.map((row) => columns.map((column) => row[column]))]
    .map((cells) => cells.join(','))
    .join('\n');
}
