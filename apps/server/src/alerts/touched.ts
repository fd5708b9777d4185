import type { AlertKind } from '@holdfast/shared/alerts/alert-kinds.ts';

/** The Mondays of some weeks, or all that are watched. */
export type Weeks = 'all' | ReadonlySet<string>;

type WeeksById = Map<string, 'all' | Set<string>>;

/** A week in which fewer or more people work: everybody, or those of one division. */
export interface FreeWeek {
  readonly week: string;
  readonly divisionId: string | null;
}

/** What may have to be raised or resolved: the subjects whose figures may have changed, each once. */
export class Touched {
  readonly projects = new Set<string>();
  /** Projects whose phases and tickets became somebody else's matter, or nobody's. */
  readonly contents = new Set<string>();
  readonly phases = new Set<string>();
  readonly tickets = new Set<string>();
  readonly people: WeeksById = new Map();
  readonly divisions: WeeksById = new Map();
  readonly freeWeeks: FreeWeek[] = [];
  /** Kinds whose rule has changed. */
  readonly kinds = new Set<AlertKind>();
  /** Whether people are told of what is raised: of an import or a restore they are not. */
  isNews = false;
  /** Who touched them: what they did themselves is no news to them. */
  readonly by = new Set<string>();

  get isEmpty(): boolean {
    const sets = [this.projects, this.contents, this.phases, this.tickets, this.people, this.divisions];
    return [...sets, this.kinds].every(({ size }) => size === 0) && this.freeWeeks.length === 0;
  }

  person(userId: string, weeks: Weeks): void {
    addWeeks(this.people, userId, weeks);
  }

  division(divisionId: string, weeks: Weeks): void {
    addWeeks(this.divisions, divisionId, weeks);
  }

  /** Everybody of a division, and the division. */
  freeWeek(week: FreeWeek): void {
    this.freeWeeks.push(week);
  }
}

function addWeeks(known: WeeksById, id: string, weeks: Weeks): void {
  const before = known.get(id);
  if (before === 'all') return;
  if (weeks === 'all' || before === undefined) known.set(id, weeks === 'all' ? weeks : new Set(weeks));
  else for (const week of weeks) before.add(week);
}
