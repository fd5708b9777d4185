import { addDays, dateOf, mondayOf } from '@holdfast/shared/dates.ts';
import type { Json } from '@holdfast/shared/json.ts';
import type { HeadlessClient } from './headless-client.ts';
import type { Person } from './server-process.ts';

const TODAY = dateOf(new Date().toISOString());

/** What somebody does about projects, people's hours and money, without a window of their own. */
export class ProjectNews {
  private readonly client: HeadlessClient;

  constructor(client: HeadlessClient) {
    this.client = client;
  }

  /** Makes a division of these people, and gives its id. */
  division(name: string, ...members: readonly Person[]): string {
    const id = this.client.newId();
    this.client.mutate('division.create', { id, name });
    for (const member of members) this.join('division', id, member);
    return id;
  }

  /** Makes a project of a division that runs since four weeks and for four more, and gives its id. */
  project(name: string, divisionId: string, ...members: readonly Person[]): string {
    const id = this.client.newId();
    const membershipId = this.client.newId();
    this.client.mutate('project.create', { id, membershipId, name, description: '', divisionId });
    for (const member of members) this.join('project', id, member);
    this.plan(id, {
      startsOn: { was: null, now: addDays(TODAY, -28) },
      endsOn: { was: null, now: addDays(TODAY, 28) },
      budget: { was: null, now: 1_000_000 },
    });
    return id;
  }

  plan(id: string, changes: Json): void {
    this.client.mutate('project.plan', { id, changes });
  }

  /** Makes a phase, which goes on until so many days from now. */
  phase(projectId: string, name: string, status: string, days: number): void {
    const id = this.client.newId();
    const endsOn = addDays(TODAY, days);
    const position = `a${this.client.rows('phase').length}`;
    this.client.mutate('phase.create', {
      id,
      projectId,
      name,
      position,
      startsOn: null,
      endsOn,
      status,
      progress: 0,
    });
  }

  /** Plans hours of somebody's week, so many weeks from now. */
  hours(projectId: string, person: Person, weeks: number, hours: number): void {
    this.client.mutate('assignment.set', {
      userId: this.idOf(person),
      projectId,
      phaseId: null,
      week: addDays(mondayOf(TODAY), weeks * 7),
      changes: { hours: { was: 0, now: hours } },
    });
  }

  idOf({ name }: Person): string {
    return this.client.rows('user', { where: { name } })[0]?.row.id ?? '';
  }

  private join(groupTable: string, groupId: string, member: Person): void {
    const userId = this.idOf(member);
    const role = groupTable === 'project' ? 'manager' : 'member';
    this.client.mutate('membership.add', { id: this.client.newId(), userId, groupTable, groupId, role });
  }
}
