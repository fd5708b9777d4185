import { addDays } from '@holdfast/shared/dates.ts';
import type { Json } from '@holdfast/shared/json.ts';
import { assignmentId } from '@holdfast/shared/model/assignment.ts';
import { usualWeekdays } from '@holdfast/shared/model/work-hours.ts';
import { changeSomeFields, type NewValues } from './change-some-fields.ts';
import { someDay, someWeek } from './days.ts';
import type { Doing, Made, Operation } from './operation.ts';
import { someWords } from './text.ts';

/** A cell of the grid: somebody's week on a project, or on a phase of it. */
function somePlace({ sight, random }: Doing) {
  const [person, project] = [sight.some('user'), sight.some('project')];
  if (person === undefined || project === undefined) return undefined;
  const phases = sight.all('phase', '"projectId" = ?', project.id);
  const phaseId = random.chance(0.3) ? (random.pick(phases)?.id ?? null) : null;
  return { userId: person.id, projectId: project.id, phaseId, week: someWeek(random) };
}

type Place = NonNullable<ReturnType<typeof somePlace>>;

function setHours(place: Place, { sight, random }: Doing): Made {
  const was = sight.row('assignment', assignmentId(place))?.hours ?? 0;
  const now = random.pick([0, 8, 16, 24.5, 40, 60]) ?? 8;
  return { name: 'assignment.set', args: { ...place, changes: { hours: { was, now } } } };
}

const planHours: Operation = {
  weight: 14,
  make: (doing) => {
    const place = somePlace(doing);
    return place && setHours(place, doing);
  },
};

/** A range of cells at once, as fill, paste and delete do: some weeks of one row, each cell once. */
const planRange: Operation = {
  weight: 6,
  make: (doing) => {
    const place = somePlace(doing);
    if (place === undefined) return undefined;
    const count = doing.random.between(2, 5);
    const weeks = Array.from({ length: count }, (_, index) => addDays(place.week, 7 * index));
    return { together: weeks.map((week) => setHours({ ...place, week }, doing)) };
  },
};

const weekdays: readonly Json[] = [
  usualWeekdays,
  [8, 8, 8, 8, 0, 0, 0],
  [4, 4, 4, 4, 4, 0, 0],
  [0, 0, 0, 0, 0, 0, 0],
];

const setWorkHours: Operation = {
  weight: 3,
  make: ({ sight, random }) => {
    const person = sight.some('user');
    if (person === undefined) return undefined;
    const was = sight.row('work_hours', person.id)?.weekdays ?? usualWeekdays;
    const change = { was, now: random.pick(weekdays) ?? null };
    return { name: 'work-hours.set', args: { id: person.id, changes: { weekdays: change } } };
  },
};

const addAbsence: Operation = {
  weight: 3,
  make: ({ sight, random, userId, newId }) => {
    const startsOn = addDays(someWeek(random), random.between(-3, 6));
    const args = {
      id: newId(),
      userId: random.chance(0.7) ? userId : (sight.some('user')?.id ?? userId),
      startsOn,
      endsOn: addDays(startsOn, random.between(0, 9)),
      share: random.pick([50, 100]) ?? 100,
      note: someWords(random, 0, 2),
    };
    return { name: 'absence.add', args };
  },
};

const absenceValues: NewValues = {
  startsOn: ({ random }) => someDay(random),
  endsOn: ({ random }) => someDay(random),
  share: ({ random }) => random.between(1, 100),
  note: ({ random }) => someWords(random, 0, 2),
};

const updateAbsence: Operation = {
  weight: 2,
  make: (doing) => {
    const absence = doing.sight.some('absence');
    return (
      absence && {
        name: 'absence.update',
        args: { id: absence.id, changes: changeSomeFields(doing, absence, absenceValues) },
      }
    );
  },
};

const removeAbsence: Operation = {
  weight: 1,
  make: ({ sight }) => {
    const absence = sight.some('absence');
    return absence && { name: 'absence.remove', args: { id: absence.id } };
  },
};

/** Few days, so that two people enter the same one. */
const addHoliday: Operation = {
  weight: 2,
  make: ({ sight, random, newId }) => {
    const divisionId = random.chance(0.5) ? (sight.some('division')?.id ?? null) : null;
    const args = {
      id: newId(),
      day: addDays(someWeek(random), 2),
      name: someWords(random, 1, 1),
      divisionId,
    };
    return { name: 'holiday.add', args: { ...args, share: random.pick([50, 100]) ?? 100 } };
  },
};

const removeHoliday: Operation = {
  weight: 1,
  make: ({ sight }) => {
    const holiday = sight.some('holiday');
    return holiday && { name: 'holiday.remove', args: { id: holiday.id } };
  },
};

/** Who works on what, and how much each can. An engine of protocol 1 knows none of it. */
export const capacityOperations: readonly Operation[] = [
  planHours,
  planRange,
  setWorkHours,
  addAbsence,
  updateAbsence,
  removeAbsence,
  addHoliday,
  removeHoliday,
];
