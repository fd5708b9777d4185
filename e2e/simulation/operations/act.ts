import { createIdSource } from '@holdfast/shared/ids.ts';
import type { ClientNode, OpenEngine } from '../world/client-node.ts';
import type { Random } from '../world/random.ts';
import type { World } from '../world/world.ts';
import { AddingUp } from './adding-up.ts';
import { fileOperations } from './file-operations.ts';
import { Looking } from './looking.ts';
import type { Doing, MadeTogether, Operation } from './operation.ts';
import { firstOperations, operations } from './operations.ts';
import { Sight } from './sight.ts';

/** How often a person looks after what was not accepted, and undoes something, beside everything else. */
const TEND_REFUSED = 0.12;
const UNDO = 0.1;
/** How often they only look at something, or write there, which changes no row. */
const LOOK = 0.08;

const withFiles = [...operations, ...fileOperations];

/** The people of a run: each does something now and then, from what they see at that time. */
export class Acting {
  readonly #world: World;
  readonly #random: Random;
  readonly #newId: () => string;
  readonly looking: Looking;
  readonly addingUp = new AddingUp();
  readonly #orders = new Map<string, number>();

  constructor(world: World) {
    this.#world = world;
    this.#random = world.random.fork();
    this.looking = new Looking(world.random.fork());
    this.#newId = createIdSource(
      () => world.scheduler.now,
      (count) => this.#random.bytes(count),
    );
  }

  /** Lets the person at a client do one thing, and notes what they were shown as saved. */
  act(client: ClientNode): void {
    const { engine } = client;
    if (engine === undefined) return;
    const before = marksOf(engine);
    let saved: readonly string[] = [];
    try {
      this.addingUp.watch(client);
      const done = this.#doSomething(client, engine);
      saved = done.ids;
      this.#world.say(client.name, `does ${done.what}`);
    } catch (error) {
      this.#world.say(client.name, `could not: ${String(error)}`);
      if (client.engine === engine && !isExpected(error, client)) {
        this.#world.violate('0 faults', `${client.name} could not do something: ${describe(error)}`);
      }
    }
    if (client.engine === engine) this.#note(client, engine, before, saved);
    // Who lost power while tending what was not accepted cannot know whether that was done.
    else for (const id of before.refused) this.#world.mayBeTended.add(id);
  }

  #doSomething(client: ClientNode, engine: OpenEngine): Done {
    if (this.#random.chance(TEND_REFUSED)) return tendRefused(engine, this.#random);
    if (this.#random.chance(LOOK)) return { what: this.looking.act(client), ids: [] };
    if (this.#random.chance(UNDO)) return undoOrRedo(engine, this.#random);
    const doing: Doing = {
      userId: client.userId,
      sight: new Sight(engine, this.#random),
      random: this.#random,
      newId: this.#newId,
    };
    const made = this.#random.weighted(this.#operationsOf(client))?.make(doing);
    if (made === undefined) return nothing;
    if ('together' in made) return makeTogether(engine, made);
    const { id } = engine.session.mutate(made.name, made.args);
    return { ids: [id], what: `${made.name} ${id} ${JSON.stringify(made.args)}` };
  }

  #operationsOf({ isPrevious }: ClientNode): readonly Operation[] {
    if (isPrevious) return firstOperations;
    return this.#world.plan.files ? withFiles : operations;
  }

  /** What was added to the outbox was shown as saved; what went from the list of refused ones, its author took off. */
  #note(client: ClientNode, engine: OpenEngine, before: Marks, saved: readonly string[]): void {
    const added = engine.statements.all<{ id: string; name: string }>(
      'SELECT id, name FROM outbox WHERE seq > ? ORDER BY seq',
      before.lastSeq,
    );
    for (const id of saved) if (!added.some((line) => line.id === id)) added.push({ id, name: 'change' });
    for (const { id, name } of added) {
      const order = (this.#orders.get(client.name) ?? 0) + 1;
      this.#orders.set(client.name, order);
      this.#world.saved.set(id, { id, client, order, name, discarded: false });
    }
    const refused = refusedIds(engine);
    for (const id of before.refused) {
      const change = this.#world.saved.get(id);
      if (!refused.has(id) && change !== undefined) change.discarded = true;
    }
  }
}

/** What a person did, and the ids of the changes that they were shown as saved. */
interface Done {
  readonly what: string;
  readonly ids: readonly string[];
}
const nothing: Done = { what: 'nothing', ids: [] };

interface Marks {
  readonly lastSeq: number;
  readonly refused: ReadonlySet<string>;
}

function marksOf(engine: OpenEngine): Marks {
  const line = engine.statements.get<{ value: string }>("SELECT value FROM meta WHERE key = 'lastSeq'");
  return { lastSeq: Number(line?.value ?? 0), refused: refusedIds(engine) };
}

function refusedIds(engine: OpenEngine): Set<string> {
  return new Set(engine.statements.all<{ id: string }>('SELECT id FROM refused').map(({ id }) => id));
}

function makeTogether({ present }: OpenEngine, { together }: MadeTogether): Done {
  if (present === undefined) return nothing;
  const { ids } = present.mutateAll(together);
  return { ids, what: `together ${ids.join(' ')} ${JSON.stringify(together)}` };
}

/** A person goes through what was not accepted: makes it again, throws it away, or chooses a text. */
function tendRefused({ session, present }: OpenEngine, random: Random): Done {
  if (present === undefined) {
    const change = random.pick(session.changes().refused);
    if (change !== undefined) session.discard(change.id);
    return { what: `discard ${change?.id ?? 'nothing'}`, ids: [] };
  }
  const change = random.pick(present.changes().refused);
  if (change === undefined) return nothing;
  if (change.text !== undefined && random.chance(0.6)) {
    const { field, mine, theirs, merged } = change.text;
    const { id } = present.resolveText(change.id, field, random.pick([mine, theirs, merged]) ?? mine);
    return { ids: [id], what: `resolve ${change.id} by ${id}` };
  }
  if (random.chance(0.4)) {
    const { id } = present.retry(change.id);
    return { ids: [id], what: `retry ${change.id} by ${id}` };
  }
  present.discard(change.id);
  return { what: `discard ${change.id}`, ids: [] };
}

function undoOrRedo({ present }: OpenEngine, random: Random): Done {
  if (present === undefined) return nothing;
  const [how, { what }] = random.chance(0.7) ? ['undo', present.undo()] : ['redo', present.redo()];
  return { what: `${how} ${what}`, ids: [] };
}

/** A refusal in plain words is an answer; a full disk is told where the disk is full. */
function isExpected(error: unknown, client: ClientNode): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'HoldfastError' || (client.isDiskFull && String(error).includes('full'));
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
