import type { Json } from '@holdfast/shared/json.ts';
import type { Accepted } from '../world/ledger.ts';
import type { PushedMutation } from '../world/pushed-mutation.ts';
import { asObject } from './as-object.ts';

type Args = Readonly<Record<string, Json>>;

/** A file as its author attached it. */
export interface Attached {
  readonly subjectTable: string;
  readonly subjectId: string;
  readonly name: Json;
  readonly hash: Json;
  readonly size: Json;
  readonly authorId: string;
  /** How it was taken away: alone, or with its message, with which alone it comes back. */
  gone: 'no' | 'alone' | 'with its message';
}

const deletes = new Set(['message.delete', 'message.withdraw', 'message.unpost']);
const putsBack = new Set(['message.restore', 'message.put-back']);

/** Works out what accepted mutations make of files: what hangs where, and what was taken away. */
export class FileOracle {
  readonly files = new Map<string, Attached>();
  /** The conversation of each message. */
  readonly #threads = new Map<string, string>();

  /** Takes the next accepted mutation, in version order. */
  take({ userId }: Accepted, { name, args: given }: PushedMutation): void {
    const args = asObject(given);
    const id = String(args.id);
    if (name === 'message.create' || name === 'message.post') this.#threads.set(id, String(args.threadId));
    if (name === 'ticket.import')
      for (const comment of listOf(args.comments)) this.#threads.set(String(comment.id), id);
    if (name === 'attachment.add')
      this.#add(args, { subjectTable: String(args.subjectTable), subjectId: String(args.subjectId) }, userId);
    if (name === 'message.post')
      for (const file of listOf(args.files))
        this.#add(file, { subjectTable: 'message', subjectId: id }, userId);
    if (name === 'attachment.remove' || name === 'attachment.withdraw') this.#move(id, 'no', 'alone');
    if (name === 'attachment.restore') this.#move(id, 'alone', 'no');
    if (deletes.has(name)) this.#moveAll(id, 'no', 'with its message');
    if (putsBack.has(name)) this.#moveAll(id, 'with its message', 'no');
    if (name === 'ticket.withdraw' || name === 'project.withdraw') this.#end(id);
  }

  #add(args: Args, subject: Pick<Attached, 'subjectTable' | 'subjectId'>, authorId: string): void {
    const { name = null, hash = null, size = null } = args;
    this.files.set(String(args.id), { ...subject, name, hash, size, authorId, gone: 'no' });
  }

  #move(id: string, from: Attached['gone'], to: Attached['gone']): void {
    const file = this.files.get(id);
    if (file?.gone === from) file.gone = to;
  }

  #moveAll(subjectId: string, from: Attached['gone'], to: Attached['gone']): void {
    for (const [id, file] of this.files) if (file.subjectId === subjectId) this.#move(id, from, to);
  }

  /** What hangs on a ticket or a project, and on what was said there, goes with it. */
  #end(id: string): void {
    for (const [fileId, { subjectId }] of this.files)
      if (subjectId === id || this.#threads.get(subjectId) === id) this.files.delete(fileId);
  }
}

function listOf(value: Json | undefined): readonly Args[] {
  return Array.isArray(value) ? value.map(asObject) : [];
}
