import type { Json } from '@holdfast/shared/json.ts';
import type { Accepted } from '../world/ledger.ts';
import type { PushedMutation } from '../world/pushed-mutation.ts';
import { asObject } from './as-object.ts';
import type { FieldOracle } from './field-oracle.ts';

type Args = Readonly<Record<string, Json>>;
type Take = (args: Args, by: Accepted) => void;

const edits = new Set(['message.edit', 'message.revert', 'message.reword', 'message.unword']);

/** A message beside its text. */
export interface Said {
  readonly threadId: string;
  readonly authorId: string;
  readonly number: number;
  readonly replyToId: Json;
  isEdited: boolean;
  isDeleted: boolean;
  isPinned: boolean;
  /** Who pinned it, or took the pin away, last. */
  pinnedBy: string | null;
  /** What stood there before, oldest first. */
  versions: string[];
}

/** How far somebody has read, and whether others may see it. */
export interface Place {
  readonly readTo: number;
  readonly shared: boolean;
}

/** What somebody chose for themselves. */
export interface Choice {
  readonly receipts: boolean;
  readonly appearOffline: boolean;
}

/**
 * Works out what accepted mutations make of conversations: who is in them, what was said and in which
 * order, and how far each has read; from what docs/sync.md promises and not from the product's effects.
 * Texts and names are the oracle's of fields.
 */
export class ConversationOracle {
  readonly messages = new Map<string, Said>();
  /** Of private conversations, the people in them. */
  readonly people = new Map<string, Set<string>>();
  /** `message person emoji`. */
  readonly reactions = new Set<string>();
  /** By `thread person`. */
  readonly places = new Map<string, Place>();
  readonly choices = new Map<string, Choice>();
  readonly problems: string[] = [];
  readonly #fields: FieldOracle;
  readonly #lastNumbers = new Map<string, number>();
  readonly #takes: Readonly<Record<string, Take>> = {
    'conversation.open': (args) => this.#open(args),
    'conversation.create': (args) => this.#open(args),
    'conversation.rename': (args, by) => this.#requireMember(args.id, by),
    'conversation.revert': (args, by) => this.#requireMember(args.id, by),
    'participant.add': (args, by) => this.#add(args, by),
    'participant.remove': (args, by) => this.#remove(args, by),
    'message.create': (args, by) => this.#write(args, by),
    'message.post': (args, by) => this.#write(args, by),
    'ticket.import': (args, by) => this.#import(args, by),
    'message.delete': (args, by) => this.#erase(args, by),
    'message.withdraw': (args, by) => this.#erase(args, by),
    'message.unpost': (args, by) => this.#erase(args, by),
    'message.restore': (args, by) => this.#restore(args, by),
    'message.put-back': (args, by) => this.#restore(args, by),
    'message.pin': (args, by) => this.#pin(args, by),
    'reaction.add': (args, by) => this.#react(args, by),
    'reaction.remove': ({ messageId, emoji }, by) => {
      this.reactions.delete(`${messageId} ${by.userId} ${emoji}`);
    },
    'read-marker.advance': (args, by) => this.#read(args, by),
    'preference.set': (args, by) => this.#choose(args, by),
    'preference.channel': (_, by) => this.#choose({}, by),
    'ticket.withdraw': (args) => this.#withdrawThread(String(args.id)),
    'project.withdraw': (args) => this.#withdrawThread(String(args.id)),
  };

  constructor(fields: FieldOracle) {
    this.#fields = fields;
  }

  /** Takes the next accepted mutation, in version order, and lets the oracle of fields take it. */
  take(accepted: Accepted, mutation: PushedMutation): void {
    const args = asObject(mutation.args);
    const isEdit = edits.has(mutation.name);
    const before = isEdit ? this.#fields.value('message', String(args.id), 'body') : null;
    this.#fields.take(accepted);
    this.#takes[mutation.name]?.(args, accepted);
    if (isEdit) this.#edit(args.id, String(before ?? ''), accepted);
  }

  #open({ id, members }: Args): void {
    if (this.people.has(String(id))) return;
    const people = Array.isArray(members) ? members.map((member) => String(asObject(member).userId)) : [];
    this.people.set(String(id), new Set(people));
  }

  #add({ threadId, userId }: Args, by: Accepted): void {
    this.#requireMember(threadId, by);
    this.people.get(String(threadId))?.add(String(userId));
  }

  #remove({ threadId, userId }: Args, by: Accepted): void {
    this.#requireMember(threadId, by);
    this.people.get(String(threadId))?.delete(String(userId));
  }

  #write(args: Args, by: Accepted): void {
    this.#requireMember(args.threadId, by);
    this.#say(String(args.id), String(args.threadId), args.replyToId ?? null, by);
  }

  #import({ id, comments }: Args, by: Accepted): void {
    for (const comment of Array.isArray(comments) ? comments : [])
      this.#say(String(asObject(comment).id), String(id), null, by);
  }

  /** Numbers are given in the order of arrival, from 1 in each thread. */
  #say(id: string, threadId: string, replyToId: Json, { userId }: Accepted): void {
    const number = (this.#lastNumbers.get(threadId) ?? 0) + 1;
    this.#lastNumbers.set(threadId, number);
    const untouched = { isEdited: false, isDeleted: false, isPinned: false, pinnedBy: null };
    this.messages.set(id, { threadId, authorId: userId, number, replyToId, ...untouched, versions: [] });
  }

  #edit(id: Json | undefined, before: string, by: Accepted): void {
    const message = this.#change(id, by, {});
    if (message?.isDeleted) this.problems.push(`message ${id} was deleted, and edited in ${by.version}`);
    if (message === undefined || this.#fields.value('message', String(id), 'body') === before) return;
    message.isEdited = true;
    message.versions.push(before);
  }

  #erase({ id }: Args, by: Accepted): void {
    this.#change(id, by, { isDeleted: true, isPinned: false, versions: [] });
  }

  /** Nobody can tell any more whether this is what stood there. */
  #restore({ id }: Args, by: Accepted): void {
    const message = this.#change(id, by, {});
    if (message?.isDeleted) Object.assign(message, { isDeleted: false, isEdited: true });
  }

  #pin({ id, pinned }: Args, by: Accepted): void {
    const message = this.#member(id, by);
    if (message === undefined || message.isDeleted || pinned === message.isPinned) return;
    message.isPinned = !message.isPinned;
    message.pinnedBy = by.userId;
  }

  #react({ messageId, emoji }: Args, by: Accepted): void {
    if (this.#member(messageId, by)?.isDeleted !== false) return;
    this.reactions.add(`${messageId} ${by.userId} ${emoji}`);
  }

  /** A place only moves forward, and is shown as its person wished when it did. */
  #read({ threadId, messageId }: Args, by: Accepted): void {
    const readTo = this.#member(messageId, by)?.number ?? 0;
    const key = `${threadId} ${by.userId}`;
    if (readTo <= (this.places.get(key)?.readTo ?? 0)) return;
    this.places.set(key, { readTo, shared: this.choices.get(by.userId)?.receipts ?? true });
  }

  #choose({ receipts, appearOffline }: Args, { userId }: Accepted): void {
    const before = this.choices.get(userId) ?? { receipts: true, appearOffline: false };
    this.choices.set(userId, {
      receipts: typeof receipts === 'boolean' ? receipts : before.receipts,
      appearOffline: typeof appearOffline === 'boolean' ? appearOffline : before.appearOffline,
    });
  }

  /** What hangs on a ticket or a project goes with it. */
  #withdrawThread(threadId: string): void {
    for (const [id, message] of this.messages) {
      if (message.threadId !== threadId) continue;
      this.messages.delete(id);
      this.#fields.rows.delete(`message ${id}`);
    }
    for (const reaction of this.reactions) {
      const [messageId = ''] = reaction.split(' ');
      if (!this.messages.has(messageId)) this.reactions.delete(reaction);
    }
    for (const key of this.places.keys()) if (key.startsWith(threadId)) this.places.delete(key);
  }

  /** A change of a message by its author. */
  #change(id: Json | undefined, by: Accepted, changes: Partial<Said>): Said | undefined {
    const message = this.#member(id, by);
    if (message === undefined) return undefined;
    if (message.authorId !== by.userId)
      this.problems.push(`message ${id} was changed in ${by.version}, and not by its author`);
    return Object.assign(message, changes);
  }

  #member(id: Json | undefined, by: Accepted): Said | undefined {
    const message = this.messages.get(String(id));
    this.#requireMember(message?.threadId, by);
    return message;
  }

  #requireMember(threadId: Json | undefined, { userId, version }: Accepted): void {
    const people = this.people.get(String(threadId));
    if (people === undefined || people.has(userId)) return;
    this.problems.push(
      `${userId} is not in conversation ${threadId}, and changed something there in ${version}`,
    );
  }
}
