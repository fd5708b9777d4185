import type { DeviceStatus, PresenceUpdate } from '@holdfast/shared/protocol/presence.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Connection } from '../sync/connections.ts';
import { PresenceWorld, TICK_MS, TIMEOUT_MS } from '../test-support/presence-world.ts';

const TYPING_MS = 5_000;
const LOOK_MS = 5_000;
const people = ['ada', 'ben'];
const rooms = ['ticket:1', 'project:1'];
const devices = ['ada 1', 'ada 2', 'ben 1', 'ben 2'];

/** What is true of one connection, written down as it happens. */
interface Truth {
  readonly connection: Connection;
  /** What it said last; nothing before it said anything, and after it was silent for too long. */
  update: PresenceUpdate | undefined;
  hasSaid: boolean;
  heardAt: number;
  readonly rooms: Set<string>;
  readonly typing: Map<string, { readonly field: string; readonly until: number }>;
}

/** What somebody knows of people, and of the rooms that they are in. */
interface Known {
  readonly people: readonly string[];
  readonly rooms: readonly (readonly (readonly string[])[])[];
  readonly viewers: readonly (number | undefined)[];
}

type Step =
  | ({ readonly kind: 'say' } & PresenceUpdate)
  | { readonly kind: 'join' | 'leave-room' | 'stop'; readonly room: string }
  | { readonly kind: 'type'; readonly room: string; readonly field: string }
  | { readonly kind: 'leave' | 'hear' };

/** A world beside which the truth is kept in the plainest way there is. */
class Run {
  readonly world = new PresenceWorld();
  readonly #truths = new Map<string, Truth>();
  readonly #leftAt = new Map<string, number>();

  /** What the device does, if it can: a device that is not connected only connects. */
  do(device: string, step: Step): void {
    const truth = this.#truths.get(device);
    if (truth === undefined) this.#connect(device);
    else this.#act(device, truth, step);
    this.#forgetTyping();
  }

  /** Connects, comes into a room, and looks at it. */
  begin(device: string): void {
    this.#connect(device);
    for (const room of rooms) this.do(device, { kind: 'join', room });
    this.do(device, { kind: 'say', status: 'online', viewing: rooms, editing: [] });
  }

  pass(milliseconds: number): void {
    for (let passed = TICK_MS; passed <= milliseconds; passed += TICK_MS) {
      this.world.pass(TICK_MS);
      this.#age();
      // Looking is dear, and in between nothing happens but that time passes.
      const isLooked = passed % LOOK_MS === 0 || passed === TICK_MS || passed === milliseconds;
      if (isLooked) this.#check();
    }
  }

  /** Nobody is shown who is gone for longer than the timeout, and after each moment of telling everybody knows just what is so. */
  #check(): void {
    const latest = this.world.now - TIMEOUT_MS - TICK_MS;
    for (const truth of this.#truths.values()) {
      const told = this.#toldTo(truth);
      const shown = people.filter((_, place) => truth.hasSaid && told.people[place] !== 'offline');
      for (const userId of shown) expect(this.#lastSign(userId)).toBeGreaterThan(latest);
      const so = this.#whatIsSo(truth);
      // Comparing well takes long: it is done for the message alone.
      if (JSON.stringify(told) !== JSON.stringify(so)) expect(told).toEqual(so);
    }
  }

  #toldTo({ connection, hasSaid, rooms: own }: Truth): Known {
    const heard = this.world.heardBy(connection);
    return {
      people: hasSaid ? people.map((userId) => heard.statusOf(userId)) : [],
      rooms: [...own].map((room) => [heard.viewing(room), heard.editing(room), heard.writing(room)]),
      viewers: [...own].map((room) => heard.rooms.get(room)?.viewers),
    };
  }

  #whatIsSo({ hasSaid, rooms: own }: Truth): Known {
    return {
      people: hasSaid ? people.map((userId) => this.#statusOf(userId)) : [],
      rooms: [...own].map((room) => [this.#viewing(room), this.#editing(room), this.#writing(room)]),
      viewers: [...own].map((room) => this.#viewing(room).length),
    };
  }

  #connect(device: string): void {
    const [userId = ''] = device.split(' ');
    const connection = this.world.connect(device, userId);
    const nothing = { update: undefined, hasSaid: false, heardAt: this.world.now };
    this.#truths.set(device, { connection, ...nothing, rooms: new Set(), typing: new Map() });
  }

  #act(device: string, truth: Truth, step: Step): void {
    const { connection } = truth;
    const { now } = this.world;
    if (step.kind !== 'leave') truth.heardAt = now;
    if (step.kind !== 'say') this.world.presence.heard(connection);
    switch (step.kind) {
      case 'say': {
        const { kind: _, ...update } = step;
        this.world.say(connection, update);
        Object.assign(truth, { update, hasSaid: true });
        break;
      }
      case 'join':
        this.world.join(connection, step.room);
        truth.rooms.add(step.room);
        break;
      case 'leave-room':
        this.world.leaveRoom(connection, step.room);
        truth.rooms.delete(step.room);
        truth.typing.delete(step.room);
        break;
      case 'type':
        this.world.presence.startTyping(connection, { room: step.room, field: step.field });
        if (truth.rooms.has(step.room))
          truth.typing.set(step.room, { field: step.field, until: now + TYPING_MS });
        break;
      case 'stop':
        this.world.presence.stopTyping(connection, { room: step.room });
        truth.typing.delete(step.room);
        break;
      case 'leave':
        this.world.disconnect(connection);
        this.#truths.delete(device);
        this.#leftAt.set(connection.userId, now);
        break;
    }
  }

  #age(): void {
    const { now } = this.world;
    for (const truth of this.#truths.values()) {
      if (now - truth.heardAt >= TIMEOUT_MS) truth.update = undefined;
      for (const [room, { until }] of truth.typing) if (until <= now) truth.typing.delete(room);
    }
    this.#forgetTyping();
  }

  #forgetTyping(): void {
    for (const truth of this.#truths.values()) if (!this.#isInSight(truth)) truth.typing.clear();
  }

  #of(userId: string): Truth[] {
    return [...this.#truths.values()].filter(({ connection }) => connection.userId === userId);
  }

  #lastSign(userId: string): number {
    return Math.max(...this.#of(userId).map(({ heardAt }) => heardAt), this.#leftAt.get(userId) ?? 0);
  }

  #statusOf(userId: string): string {
    const said = this.#of(userId).map(({ update }) => update?.status);
    if (said.includes('hidden')) return 'offline';
    if (said.includes('online')) return 'online';
    return said.includes('idle') ? 'idle' : 'offline';
  }

  #isInSight({ connection, update }: Truth): boolean {
    if (update === undefined || update.status === 'away') return false;
    return !this.#of(connection.userId).some((other) => other.update?.status === 'hidden');
  }

  #inSight(room: string): Truth[] {
    return [...this.#truths.values()].filter((truth) => truth.rooms.has(room) && this.#isInSight(truth));
  }

  #viewing(room: string): string[] {
    const viewing = this.#inSight(room).filter(({ update }) => update?.viewing.includes(room));
    return unique(viewing.map(({ connection }) => connection.userId));
  }

  #editing(room: string): string[] {
    return unique(
      this.#inSight(room).flatMap(({ connection, update }) =>
        (update?.editing ?? [])
          .filter((editing) => editing.room === room)
          .map(({ field }) => `${connection.userId} ${field}`),
      ),
    );
  }

  #writing(room: string): string[] {
    const writing = [...this.#truths.values()].flatMap(({ connection, typing }) => {
      const own = typing.get(room);
      return own === undefined ? [] : [`${connection.userId} ${own.field}`];
    });
    return unique(writing);
  }
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}

const room = fc.constantFrom(...rooms);
const field = fc.constantFrom('title', 'description');
const status = fc.constantFrom<DeviceStatus>('online', 'online', 'online', 'idle', 'away', 'hidden');
const say = fc.record({
  kind: fc.constant('say' as const),
  status,
  viewing: fc.uniqueArray(room),
  editing: fc.array(fc.record({ room, field }), { maxLength: 2 }),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: say },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('join' as const, 'leave-room', 'stop'), room }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('type' as const), room, field }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('leave' as const, 'hear') }) },
);
/** Whoever gets no step for long enough was killed without a word. */
const moment = fc.oneof(
  { weight: 4, arbitrary: fc.record({ device: fc.constantFrom(...devices), step }) },
  { weight: 1, arbitrary: fc.constantFrom(TICK_MS, TICK_MS, 2_000, 5_000, 45_000, 90_000) },
);

test('nobody is shown who is gone for longer than the timeout, nobody hidden who is there, and all are told what is so', () => {
  fc.assert(
    fc.property(fc.array(moment, { maxLength: 60, size: 'max' }), (moments) => {
      const run = new Run();
      for (const device of devices) run.begin(device);
      for (const next of moments) {
        if (typeof next === 'number') run.pass(next);
        else run.do(next.device, next.step);
      }
      run.pass(TICK_MS);
    }),
    { numRuns: 150 },
  );
});
