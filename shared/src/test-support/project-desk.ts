import type { User } from '../model/user.ts';
import { Desk, id } from './desk.ts';

export const projectId = id(20);
export const divisionId = id(30);

/**
 * A desk with a division and a project of its manager in it. `staff` is a member of the project and `lead`, of the
 * staff too, its manager; `otherStaff` has nothing to do with it.
 */
export class ProjectDesk extends Desk {
  readonly lead: User = { ...this.staff, id: id(6), name: 'Lead', email: 'lead@example.org' };
  /** Somebody who is never asked to do anything. */
  readonly keeper: User = { ...this.agent, id: id(7), name: 'Keeper', email: 'keeper@example.org' };
  readonly leadMembershipId = id(22);
  readonly staffMembershipId = id(23);

  constructor() {
    super();
    this.rows.put('user', this.lead);
    this.rows.put('user', this.keeper);
    this.run(this.admin, 'division.create', { id: divisionId, name: 'Roads' });
    const project = { id: projectId, membershipId: id(21), name: 'Move', description: '', divisionId };
    this.run(this.manager, 'project.create', project);
    this.#join(this.leadMembershipId, this.lead, 'manager');
    this.#join(this.staffMembershipId, this.staff, 'member');
  }

  /** Somebody of each sort, by what they are to the project. */
  get people(): Readonly<Record<Who, User>> {
    const { admin, manager, agent, lead, staff, otherStaff } = this;
    return { admin, manager, agent, lead, member: staff, outsider: otherStaff };
  }

  /** Makes a phase of the project and gives its id. */
  phase(phaseId: string, more: object = {}): string {
    const phase = { id: phaseId, projectId, name: 'Packing', position: 'a0', startsOn: null, endsOn: null };
    this.run(this.manager, 'phase.create', { ...phase, status: 'planned', progress: 0, ...more });
    return phaseId;
  }

  #join(membershipId: string, { id: userId }: User, role: 'manager' | 'member'): void {
    const member = { id: membershipId, userId, groupTable: 'project', groupId: projectId, role };
    this.run(this.manager, 'membership.add', member);
  }
}

export type Who = 'admin' | 'manager' | 'agent' | 'lead' | 'member' | 'outsider';
const everybody: readonly Who[] = ['admin', 'manager', 'agent', 'lead', 'member', 'outsider'];

/** How a change ends for each of them, each tried on a desk of its own. `argsFor` prepares it there. */
export function outcomesOf(name: string, argsFor: (desk: ProjectDesk, actor: User) => unknown): string {
  const words = everybody.map((who) => {
    const desk = new ProjectDesk();
    const actor = desk.people[who];
    return `${who}: ${wordFor(desk.outcome(actor, name, argsFor(desk, actor)))}`;
  });
  return words.join(', ');
}

function wordFor(outcome: string): string {
  const words: Readonly<Record<string, string>> = {
    accepted: 'yes',
    AUTHORIZATION_FAILED: 'no',
    NOT_FOUND: 'hidden',
  };
  return words[outcome] ?? outcome;
}
