import { type Load, percentOf } from '@holdfast/shared/capacity/load.ts';
import type { PersonWeek } from '@holdfast/shared/entity/define-model.ts';
import { userModel } from '@holdfast/shared/model/user.ts';
import type { OutsideCapacity } from '@holdfast/shared/protocol/outside-events.ts';
import { type Loads, readLoads } from '../alerts/read-loads.ts';
import { rowsOf } from '../alerts/rows-in.ts';
import { divisionsOf, membersOf } from '../alerts/widen-touched.ts';
import type { ReadWork } from '../store/work.ts';

/** A person's divisions, and who works in each. */
type Divisions = ReadonlyMap<string, readonly string[]>;

/**
 * How full weeks are for people and the divisions that they belong to. Each person and division is read once,
 * and each week added up once, however many places are asked for.
 */
export function* readUtilization<Key>(
  places: ReadonlyMap<Key, PersonWeek>,
): ReadWork<ReadonlyMap<Key, OutsideCapacity>> {
  const weeks = [...places.values()].map(({ week }) => week).toSorted();
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (first === undefined || last === undefined) return new Map();
  const divisions = yield* readDivisions(new Set([...places.values()].map(({ userId }) => userId)));
  const people = new Set([...divisions].flatMap(([userId, own]) => [userId, ...[...own.values()].flat()]));
  const figures = new Figures(yield* readLoads([...people], { first, last }));
  const found = new Map<Key, OutsideCapacity>();
  for (const [key, place] of places)
    found.set(key, yield* figures.capacityIn(place, divisions.get(place.userId) ?? new Map()));
  return found;
}

/** Whoever may not sign in any more works nowhere. */
function* readDivisions(userIds: ReadonlySet<string>): ReadWork<ReadonlyMap<string, Divisions>> {
  const members = new Map<string, readonly string[]>();
  const divisions = new Map<string, Divisions>();
  for (const userId of userIds) {
    const own = new Map<string, readonly string[]>();
    for (const id of yield* divisionsOf(userId)) {
      const known =
        members.get(id) ?? (yield* rowsOf(userModel, yield* membersOf(id))).filter(isHere).map(idOf);
      members.set(id, known);
      own.set(id, known);
    }
    divisions.set(userId, own);
  }
  return divisions;
}

const isHere = ({ disabled }: { readonly disabled: boolean }) => !disabled;
const idOf = ({ id }: { readonly id: string }) => id;

/** Figures of people and divisions; those of a division are added up once for each week. */
class Figures {
  readonly #loads: Loads;
  readonly #ofDivisions = new Map<string, OutsideFigures>();

  constructor(loads: Loads) {
    this.#loads = loads;
  }

  *capacityIn({ userId, week }: PersonWeek, own: Divisions): ReadWork<OutsideCapacity> {
    const person = { userId, ...figuresOf(yield* this.#loads.of([userId], week)) };
    const divisions = [];
    for (const [divisionId, people] of own)
      divisions.push({ divisionId, ...(yield* this.#ofDivision(divisionId, people, week)) });
    return { week, person, divisions };
  }

  *#ofDivision(id: string, people: readonly string[], week: string): ReadWork<OutsideFigures> {
    const key = `${id} ${week}`;
    const figures = this.#ofDivisions.get(key) ?? figuresOf(yield* this.#loads.of(people, week));
    this.#ofDivisions.set(key, figures);
    return figures;
  }
}

interface OutsideFigures extends Load {
  readonly percent: number | null;
}

function figuresOf(load: Load): OutsideFigures {
  const percent = percentOf(load);
  return { ...load, percent: Number.isFinite(percent) ? Math.round(percent * 10) / 10 : null };
}
