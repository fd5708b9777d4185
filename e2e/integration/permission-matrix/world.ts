import { directThreadId } from '@holdfast/shared/direct-thread-id.ts';
import type { Role } from '@holdfast/shared/model/user.ts';
import type { SignedIn } from '@holdfast/shared/protocol/sign-in.ts';
import { newTicket } from '../../../apps/server/src/test-support/changes.ts';
import { type RawClient, readyClient } from '../../../apps/server/src/test-support/raw-client.ts';
import { newId, type TestServer, testServer } from '../../../apps/server/src/test-support/test-server.ts';

/** The order of the columns of all tables. */
export const columns: readonly Role[] = ['admin', 'manager', 'agent', 'staff'];

/** Somebody who is signed in and connected. */
export interface Member {
  readonly id: string;
  readonly signedIn: SignedIn;
  readonly client: RawClient;
}

/** What a ticket may be to somebody. */
export type Relation = 'own' | 'assigned' | 'watched' | 'of their project' | 'of others';
/** What a project may be to somebody: made by them, managed or joined, or none of these. */
export type ProjectRelation = 'own' | 'led' | 'theirs' | 'of others';

/** Makes a change that must be accepted. */
export async function make(member: Member, name: string, args: unknown): Promise<void> {
  const { result } = await member.client.change(name, args);
  if (!result.ok) throw new Error(`${name} was refused: ${result.error?.message}`);
}

/** A server with somebody of each role, an admin who prepares everything, and one more of the staff. */
export class World {
  readonly server: TestServer;
  readonly keeper: Member;
  readonly other: Member;
  readonly of: Readonly<Record<Role, Member>>;
  /** A division that everybody may see, and a project that the keeper made alone. */
  readonly divisionId = newId();
  readonly foreignProjectId = newId();
  /** The projects of each person that they manage, and that they belong to, and did not make. */
  readonly #joined = new Map<string, string>();
  /** The group of each person that they belong to and did not make, and that of the keeper and the other one. */
  readonly #groups = new Map<string, string>();

  private constructor(server: TestServer, keeper: Member, other: Member, of: Record<Role, Member>) {
    this.server = server;
    this.keeper = keeper;
    this.other = other;
    this.of = of;
  }

  static async create(settings: Readonly<Record<string, string>> = {}): Promise<World> {
    const server = await testServer(settings);
    const join = async (role: Role, name: string): Promise<Member> => {
      const signedIn = await server.person(role, name);
      const client = await readyClient({ url: server.url, token: signedIn.accessToken });
      return { id: signedIn.user.id, signedIn, client };
    };
    const keeper = await join('admin', 'Keeper');
    const other = await join('staff', 'Other');
    const [admin, manager] = [await join('admin', 'Admin'), await join('manager', 'Manager')];
    const [agent, staff] = [await join('agent', 'Agent'), await join('staff', 'Staff')];
    const world = new World(server, keeper, other, { admin, manager, agent, staff });
    await make(keeper, 'division.create', { id: world.divisionId, name: 'Roads' });
    await make(keeper, 'project.create', newProject(world.foreignProjectId));
    return world;
  }

  /** A new ticket that is this to somebody. */
  async ticket(relation: Relation, me: Member): Promise<string> {
    if (relation === 'own') return this.#ticket(me, {});
    if (relation === 'assigned') return this.#ticket(this.keeper, { assigneeId: me.id });
    if (relation === 'of their project')
      return this.#ticket(this.keeper, { projectId: await this.project('theirs', me) });
    const id = await this.#ticket(this.keeper, {});
    if (relation === 'watched') await make(this.keeper, 'ticket.watch', { id, userId: me.id });
    return id;
  }

  /** A project that is this to somebody. Those that one belongs to or has nothing to do with are made once. */
  async project(relation: ProjectRelation, me: Member): Promise<string> {
    if (relation === 'of others') return this.foreignProjectId;
    if (relation === 'own') return this.newProject(null, me);
    const known = this.#joined.get(`${relation} ${me.id}`);
    if (known !== undefined) return known;
    const id = await this.newProject();
    await this.member(me.id, 'project', id, relation === 'led' ? 'manager' : 'member');
    this.#joined.set(`${relation} ${me.id}`, id);
    return id;
  }

  /** A new project, of the keeper alone where nobody else makes it. */
  async newProject(divisionId: string | null = null, maker = this.keeper): Promise<string> {
    const id = newId();
    await make(maker, 'project.create', newProject(id, divisionId));
    return id;
  }

  /** A new division without people. */
  async newDivision(): Promise<string> {
    const id = newId();
    await make(this.keeper, 'division.create', { id, name: 'Parks' });
    return id;
  }

  /** A new membership. */
  async member(
    userId: string,
    groupTable: 'project' | 'division',
    groupId: string,
    role: 'member' | 'manager' = 'member',
  ): Promise<string> {
    const id = newId();
    await make(this.keeper, 'membership.add', { id, userId, groupTable, groupId, role });
    return id;
  }

  /** A new person, who never signs in. */
  async person(): Promise<string> {
    const id = newId();
    await make(this.keeper, 'user.add', newPerson(id));
    return id;
  }

  /** A new comment by somebody. */
  async comment(author: Member, threadId: string): Promise<string> {
    const id = newId();
    await make(author, 'message.create', { id, threadId, body: 'Hello' });
    return id;
  }

  /** A group that somebody belongs to and did not make, or that they have nothing to do with. Both are made once. */
  async group(relation: 'theirs' | 'of others', me: Member): Promise<string> {
    const member = relation === 'theirs' ? me : this.other;
    const known = this.#groups.get(member.id);
    if (known !== undefined) return known;
    const id = await this.newGroup(this.keeper, [member]);
    this.#groups.set(member.id, id);
    return id;
  }

  /** A new group of its maker and others. */
  async newGroup(maker: Member, others: readonly Member[]): Promise<string> {
    const id = newId();
    const members = this.membersOf([maker, ...others].map((member) => member.id));
    await make(maker, 'conversation.create', { id, name: 'Roads', members });
    return id;
  }

  /** The direct conversation of two people, opened by the first. */
  async direct(one: Member, other: Member): Promise<string> {
    const opening = this.openingOf([one.id, other.id]);
    await make(one, 'conversation.open', opening);
    return opening.id;
  }

  /** What opens the direct conversation of these people. */
  openingOf(userIds: readonly string[]) {
    return { id: directThreadId(userIds), members: this.membersOf(userIds) };
  }

  /** Members of a conversation that is to be made. */
  membersOf(userIds: readonly string[]) {
    return userIds.map((userId) => ({ id: newId(), userId }));
  }

  /** The note to somebody that their value of a ticket was replaced by somebody who had not seen it. */
  async overwrite(of: Member): Promise<string> {
    const id = await this.ticket('own', of);
    await make(of, 'ticket.update', { id, changes: { priority: { was: 'normal', now: 'high' } } });
    await make(this.keeper, 'ticket.update', { id, changes: { priority: { was: 'normal', now: 'low' } } });
    const { rows } = await of.client.pull();
    const note = rows.find((row) => row.table === 'overwrite' && row.data.subjectId === id);
    if (note === undefined) throw new Error('Nothing was noted as replaced.');
    return note.id;
  }

  async #ticket(maker: Member, more: object): Promise<string> {
    const ticket = newTicket({ ...more });
    await make(maker, 'ticket.create', ticket);
    return ticket.id;
  }
}

export function newProject(id: string, divisionId: string | null = null) {
  return { id, membershipId: newId(), name: 'Move', description: '', divisionId };
}

export function newPerson(id: string, role: Role = 'staff') {
  return { id, name: 'Grace', email: `${id}@example.org`, role };
}
