import type { Json } from '@holdfast/shared/json.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { applyPatch, type QueryResult, type RowQuery } from '../../apps/desktop/src/engine/api/query.ts';
import type { Engine } from '../../apps/desktop/src/engine/engine.ts';
import { between, type Chance } from './chance.ts';
import type { Confirmed } from './confirmed.ts';

const TICKETS_KNOWN = 100;
const LONGEST_PAUSE_MS = 25;
/** Of ten changes so many are comments, so many new titles; the rest are new tickets. */
const COMMENTS = 5;
const TITLES = 3;

/** One person who writes: tickets, comments on anybody's tickets, new titles for own tickets. Each text is written once. */
export class Writer {
  private readonly engine: Pick<Engine, 'requireSession'>;
  private readonly mark: string;
  private readonly newId: () => string;
  private readonly chance: Chance;

  constructor(engine: Pick<Engine, 'requireSession'>, mark: string, newId: () => string, chance: Chance) {
    this.engine = engine;
    this.mark = mark;
    this.newId = newId;
    this.chance = chance;
  }

  /** Makes one change, which is on the disk when this returns. Nothing where it was refused: a ticket may be here before its conversation is. */
  write(): Confirmed | undefined {
    try {
      return this.change();
    } catch (error) {
      if (error instanceof HoldfastError) return undefined;
      throw error;
    }
  }

  pause(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, between(this.chance, 0, LONGEST_PAUSE_MS)));
  }

  private change(): Confirmed {
    const kind = between(this.chance, 1, 10);
    if (kind <= COMMENTS) {
      const ticket = this.anyTicket();
      if (ticket !== undefined) return this.comment(String(ticket.id));
    }
    if (kind <= COMMENTS + TITLES) {
      const own = this.anyTicket(this.engine.requireSession().account.userId);
      if (own !== undefined) return this.retitle(String(own.id), String(own.title));
    }
    return this.createTicket();
  }

  private createTicket(): Confirmed {
    const id = this.newId();
    const text = `${this.mark} ${id}`;
    const nothing = { description: '', assigneeId: null, projectId: null, divisionId: null, due: null };
    this.mutate('ticket.create', { ...nothing, id, title: text, priority: 'normal' });
    return { kind: 'ticket', id, text };
  }

  private comment(threadId: string): Confirmed {
    const id = this.newId();
    const text = `${this.mark} says ${id}`;
    this.mutate('message.create', { id, threadId, body: text });
    return { kind: 'message', id, text };
  }

  private retitle(id: string, was: string): Confirmed {
    const text = `${this.mark} names it ${this.newId()}`;
    this.mutate('ticket.update', { id, changes: { title: { was, now: text } } });
    return { kind: 'title', id, text };
  }

  private mutate(name: string, args: Json): void {
    this.engine.requireSession().mutate(name, args);
  }

  /** One of the newest tickets that a screen would show, of one person or of anybody. */
  anyTicket(creatorId?: string): QueryResult['rows'][number]['row'] | undefined {
    const query: RowQuery = {
      table: 'ticket',
      offset: 0,
      limit: TICKETS_KNOWN,
      order: [{ column: 'createdAt', direction: 'descending' }],
      ...(creatorId === undefined ? {} : { where: { creatorId } }),
    };
    let result: QueryResult = { total: 0, rows: [] };
    this.engine.requireSession().watchRows(query, (patch) => {
      result = applyPatch(result, patch);
    })();
    return result.rows[between(this.chance, 0, Math.max(0, result.rows.length - 1))]?.row;
  }
}
