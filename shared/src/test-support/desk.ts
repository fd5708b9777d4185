import type { MutationContext } from '../entity/define-mutation.ts';
import { formatUuidV7 } from '../ids.ts';
import type { Role, User } from '../model/user.ts';
import { HoldfastError } from '../protocol/errors.ts';
import { findModel, findMutation } from '../registry.ts';
import { scopesOf } from '../scopes.ts';
import { MemoryRows } from './memory-rows.ts';

export const AT = '2026-03-02T10:00:00.000Z';

/** The id number `n` of a test. */
export function id(n: number): string {
  return formatUuidV7(1_700_000_000_000, 0, new Uint8Array([0, 0, 0, 0, 0, 0, n >> 8, n & 0xff]));
}

/** A small organisation in memory, with somebody of each role. */
export class Desk {
  readonly rows = new MemoryRows();
  readonly admin = this.#addUser(id(1), 'admin');
  readonly manager = this.#addUser(id(2), 'manager');
  readonly agent = this.#addUser(id(3), 'agent');
  readonly staff = this.#addUser(id(4), 'staff');
  readonly otherStaff = this.#addUser(id(5), 'staff');

  /** Runs a mutation with its consequences, as the server would: whole or not at all. */
  run(actor: User, name: string, args: unknown): void {
    this.runAt(AT, actor, name, args);
  }

  /** The same at another time. */
  runAt(at: string, actor: User, name: string, args: unknown): void {
    const mutation = findMutation(name);
    if (mutation === undefined) throw new Error(`There is no mutation "${name}".`);
    const context: MutationContext = {
      actor,
      scopes: this.rows.run(scopesOf(actor.id)),
      at,
      findModel,
    };
    this.rows.atomically(() => {
      this.rows.run(mutation.effect(args, context));
      const consequences = mutation.consequences?.(args, { ...context, newId: () => id(999) });
      if (consequences !== undefined) this.rows.run(consequences);
    });
  }

  /** The code of the error with which a mutation is refused, or `accepted`. */
  outcome(actor: User, name: string, args: unknown): string {
    try {
      this.run(actor, name, args);
      return 'accepted';
    } catch (error) {
      if (error instanceof HoldfastError) return error.code;
      throw error;
    }
  }

  /** Makes a ticket and gives its id. */
  ticket(actor: User, ticketId: string, more: object = {}): string {
    this.run(actor, 'ticket.create', { ...newTicket(ticketId), ...more });
    return ticketId;
  }

  #addUser(userId: string, role: Role): User {
    const user: User = {
      id: userId,
      name: `${role} ${userId.slice(-2)}`,
      email: `${role}${userId.slice(-2)}@example.org`,
      role,
      disabled: false,
      createdAt: AT,
    };
    this.rows.put('user', user);
    return user;
  }
}

export function newTicket(ticketId: string) {
  return {
    id: ticketId,
    title: 'The printer smokes',
    description: '',
    priority: 'normal',
    assigneeId: null,
    projectId: null,
    divisionId: null,
    due: null,
  };
}
