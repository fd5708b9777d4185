import type { Division } from '../model/division.ts';
import type { Phase } from '../model/phase.ts';
import type { Project } from '../model/project.ts';
import type { User } from '../model/user.ts';

type PhaseOf = Pick<Phase, 'id' | 'projectId' | 'name' | 'position'>;

/** What there is already, by the names that files use, and what the run has made so far. */
export class KnownRows {
  readonly #people = new Map<string, string>();
  /** Names that several people have mean none of them. */
  readonly #namesakes = new Set<string>();
  readonly #projects = new Map<string, string>();
  readonly #divisions = new Map<string, string>();
  readonly #phases = new Map<string, string>();
  readonly #lastPositions = new Map<string, string>();

  addPerson({ id, email, name, disabled }: Pick<User, 'id' | 'email' | 'name' | 'disabled'>): void {
    this.#people.set(email, id);
    if (disabled) return;
    const called = folded(name);
    if (this.#people.has(called)) this.#namesakes.add(called);
    this.#people.set(called, id);
  }

  addProject({ id, name }: Pick<Project, 'id' | 'name'>): void {
    addOnce(this.#projects, name, id);
  }

  addDivision({ id, name }: Pick<Division, 'id' | 'name'>): void {
    addOnce(this.#divisions, name, id);
  }

  addPhase({ id, projectId, name, position }: PhaseOf): void {
    this.#phases.set(`${projectId} ${folded(name)}`, id);
    const last = this.#lastPositions.get(projectId);
    if (last === undefined || last < position) this.#lastPositions.set(projectId, position);
  }

  /** By e-mail address, or by a name that only one person has. */
  person(text: string): string | undefined {
    const called = folded(text);
    return this.#namesakes.has(called) ? undefined : this.#people.get(called);
  }

  project(text: string): string | undefined {
    return this.#projects.get(folded(text));
  }

  division(text: string): string | undefined {
    return this.#divisions.get(folded(text));
  }

  phase(projectId: string, text: string): string | undefined {
    return this.#phases.get(`${projectId} ${folded(text)}`);
  }

  lastPosition(projectId: string): string | null {
    return this.#lastPositions.get(projectId) ?? null;
  }
}

/** The first of a name stands: it is the older one. */
function addOnce(rows: Map<string, string>, name: string, id: string): void {
  if (!rows.has(folded(name))) rows.set(folded(name), id);
}

function folded(text: string): string {
  return text.trim().toLowerCase().normalize('NFC');
}
