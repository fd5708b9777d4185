import { generateKeyBetween } from 'fractional-indexing';
import { assignmentId } from '../model/assignment.ts';
import type { AssignmentDraft, Draft, PersonDraft, PhaseDraft, ProjectDraft, TicketDraft } from './drafts.ts';
import type { ImportChange } from './import-change.ts';
import type { KnownRows } from './known-rows.ts';
import { BadRow } from './problem.ts';
import { importedId, stableId } from './stable-id.ts';
import { commentChanges, descriptionOf } from './ticket-texts.ts';

/** The row that a draft becomes. */
export interface ImportedRow {
  readonly table: 'ticket' | 'project' | 'phase' | 'user' | 'assignment';
  readonly id: string;
}

export interface ImportSettings {
  /** Names where the rows come from: with their keys, it makes their ids. */
  readonly source: string;
  /** Who imports: they own what has no owner, and wrote the comments. */
  readonly actorId: string;
  /** For rows that do not say when they were made. */
  readonly now: string;
  /** Whether projects and divisions that are named and are not there are made. */
  readonly makesMissing: boolean;
}

/** Turns drafts into changes, beside what is known. */
export class DraftChanger {
  readonly #known: KnownRows;
  readonly #settings: ImportSettings;

  constructor(known: KnownRows, settings: ImportSettings) {
    this.#known = known;
    this.#settings = settings;
  }

  /**
   * Which row a draft becomes: the same at every run.
   * @throws BadRow where that hangs on somebody or something that is not there
   */
  rowOf(draft: Draft): ImportedRow {
    const { source } = this.#settings;
    if (draft.kind === 'assignment') return { table: 'assignment', id: assignmentId(this.#placeOf(draft)) };
    if (draft.kind === 'person') {
      const id = this.#known.person(draft.email) ?? stableId(0, source, 'person', draft.email);
      return { table: 'user', id };
    }
    return { table: draft.kind, id: importedId(source, draft.kind, draft.key) };
  }

  /**
   * The changes that make the row, with what it needs that is not there.
   * @throws BadRow where it names what is not there and shall not be made
   */
  changesOf(draft: Draft): readonly ImportChange[] {
    const { id } = this.rowOf(draft);
    if (draft.kind === 'ticket') return this.#ticket(id, draft);
    if (draft.kind === 'project') return this.#project(id, draft);
    if (draft.kind === 'phase') return this.#phase(id, draft);
    if (draft.kind === 'person') return this.#person(id, draft);
    const args = { ...this.#placeOf(draft), hours: draft.hours };
    return [{ name: 'import.assignment', args }];
  }

  #ticket(id: string, draft: TicketDraft): readonly ImportChange[] {
    const { now, actorId } = this.#settings;
    const makes: ImportChange[] = [];
    const divisionId = this.#divisionId(draft.division, makes);
    const projectId = this.#projectId(draft.project, makes);
    const [creatorId, assigneeId] = [this.#known.person(draft.creator), this.#known.person(draft.assignee)];
    const unknown = { creator: creatorId === undefined, assignee: assigneeId === undefined };
    const createdAt = earliest(draft.createdAt ?? now, now);
    const updatedAt = latest(createdAt, earliest(draft.updatedAt ?? createdAt, now));
    const isEnded = draft.status === 'resolved' || draft.status === 'closed';
    const args = {
      ...{ id, title: draft.title, status: draft.status, priority: draft.priority, due: draft.due },
      ...{ projectId, divisionId, createdAt, updatedAt },
      description: descriptionOf(draft, unknown),
      creatorId: creatorId ?? actorId,
      assigneeId: assigneeId ?? null,
      endedAt: isEnded ? latest(createdAt, draft.endedAt ?? updatedAt) : null,
    };
    const comments = commentChanges(id, draft.comments, { createdAt, updatedAt });
    return [...makes, { name: 'import.ticket', args }, ...comments];
  }

  #project(id: string, draft: ProjectDraft): readonly ImportChange[] {
    const { now, actorId } = this.#settings;
    const makes: ImportChange[] = [];
    const divisionId = this.#divisionId(draft.division, makes);
    const ownerId = this.#known.person(draft.owner);
    if (ownerId === undefined && draft.owner !== '') throw new BadRow('person', { name: draft.owner });
    this.#known.addProject({ id, name: draft.name });
    const args = {
      ...{ ...draft.plan, id, membershipId: this.#membershipId(id), name: draft.name, divisionId },
      description: draft.description,
      status: draft.isArchived ? 'archived' : 'active',
      ownerId: ownerId ?? actorId,
      createdAt: earliest(draft.createdAt ?? now, now),
    };
    return [...makes, { name: 'import.project', args }];
  }

  #phase(id: string, { kind: _, key: __, project, ...phase }: PhaseDraft): readonly ImportChange[] {
    const makes: ImportChange[] = [];
    const projectId = this.#projectId(project, makes);
    if (projectId === null) throw new BadRow('project', { name: project });
    const position = generateKeyBetween(this.#known.lastPosition(projectId), null);
    this.#known.addPhase({ id, projectId, name: phase.name, position });
    return [...makes, { name: 'import.phase', args: { ...phase, id, projectId, position } }];
  }

  #person(id: string, { email, name, role, isDisabled, division }: PersonDraft): readonly ImportChange[] {
    const makes: ImportChange[] = [];
    const divisionId = this.#divisionId(division, makes);
    this.#known.addPerson({ id, email, name, disabled: isDisabled });
    const person = { id, email, name, role, disabled: isDisabled };
    const args = { ...person, divisionId, membershipId: this.#membershipId(id) };
    return [...makes, { name: 'import.person', args }];
  }

  #placeOf({ person, project, phase, week }: AssignmentDraft) {
    const userId = this.#known.person(person);
    if (userId === undefined) throw new BadRow('person', { name: person });
    const projectId = this.#known.project(project);
    if (projectId === undefined) throw new BadRow('project', { name: project });
    const phaseId = phase === '' ? null : this.#known.phase(projectId, phase);
    if (phaseId === undefined) throw new BadRow('phase', { name: phase });
    return { userId, projectId, phaseId, week };
  }

  #projectId(name: string, makes: ImportChange[]): string | null {
    if (name === '') return null;
    const known = this.#known.project(name);
    if (known !== undefined) return known;
    if (!this.#settings.makesMissing || name.length > 120) throw new BadRow('project', { name });
    const { source, now, actorId } = this.#settings;
    const plan = { stage: 'running', startsOn: null, endsOn: null, budget: null, spent: 0 } as const;
    const money = { cash: null, cashThreshold: null, spentThreshold: null };
    const id = importedId(source, 'project', name);
    const at = { createdAt: now, description: '', status: 'active', divisionId: null, ownerId: actorId };
    const args = { ...plan, ...money, ...at, id, name, membershipId: this.#membershipId(id) };
    makes.push({ name: 'import.project', args });
    this.#known.addProject({ id, name });
    return id;
  }

  #divisionId(name: string, makes: ImportChange[]): string | null {
    if (name === '') return null;
    const known = this.#known.division(name);
    if (known !== undefined) return known;
    if (!this.#settings.makesMissing || name.length > 120) throw new BadRow('division', { name });
    const id = stableId(0, this.#settings.source, 'division', name);
    makes.push({ name: 'import.division', args: { id, name } });
    this.#known.addDivision({ id, name });
    return id;
  }

  #membershipId(ofId: string): string {
    return stableId(0, this.#settings.source, 'membership', ofId);
  }
}

function earliest(one: string, other: string): string {
  return one < other ? one : other;
}

function latest(one: string, other: string): string {
  return one > other ? one : other;
}
