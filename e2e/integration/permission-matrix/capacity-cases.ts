import { usualWeekdays } from '@holdfast/shared/model/work-hours.ts';
import { newId } from '../../../apps/server/src/test-support/test-server.ts';
import { type Cases, changeBy, type Was } from './shapes.ts';
import { make, type World } from './world.ts';

/** The same asked of oneself and of somebody else. */
function onPeople(asked: (userId: string, world: World) => unknown): Cases {
  return {
    own: async (world, me) => asked(me.id, world),
    'of others': async (world) => asked(world.other.id, world),
  };
}

export const lessWork = [6, 6, 6, 6, 6, 0, 0];

function working(was: Was): Cases {
  return onPeople((id) => ({ id, changes: changeBy(was, { weekdays: [usualWeekdays, lessWork] }) }));
}

function newAbsence(userId: string) {
  return { id: newId(), userId, startsOn: '2026-03-02', endsOn: '2026-03-06', share: 100, note: '' };
}

/** A new absence of somebody, that the keeper entered. */
export async function absenceOf({ keeper }: World, userId: string): Promise<string> {
  const absence = newAbsence(userId);
  await make(keeper, 'absence.add', absence);
  return absence.id;
}

function onAbsences(args: (id: string) => unknown): Cases {
  return onPeople(async (userId, world) => args(await absenceOf(world, userId)));
}

/** A day far from those of other cases: one day is entered only once. */
export function newHoliday() {
  return { id: newId(), day: someDay(), name: 'Free', divisionId: null, share: 100 };
}

let days = 0;

function someDay(): string {
  days += 1;
  return new Date(Date.UTC(2030, 0, days)).toISOString().slice(0, 10);
}

const noting = { note: ['', 'Leave'] } as const;

/** Cases of how much people work, and when they do not. */
export const capacityCases: Readonly<Record<string, Cases>> = {
  'work-hours.set': working('was'),
  'work-hours.revert': working('ifStill'),

  'absence.add': onPeople(newAbsence),
  'absence.update': onAbsences((id) => ({ id, changes: changeBy('was', noting) })),
  'absence.revert': onAbsences((id) => ({ id, changes: changeBy('ifStill', noting) })),
  'absence.remove': onAbsences((id) => ({ id })),

  'holiday.add': { plain: async () => newHoliday() },
  'holiday.remove': {
    plain: async ({ keeper }) => {
      const holiday = newHoliday();
      await make(keeper, 'holiday.add', holiday);
      return { id: holiday.id };
    },
  },
};
