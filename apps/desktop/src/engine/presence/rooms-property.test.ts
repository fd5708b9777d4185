import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { MOST_VIEWED } from '@holdfast/shared/protocol/presence.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PresenceSetup } from '../test-support/presence-setup.ts';
import { roomOf } from '../test-support/script-transport.ts';

const ROOMS = 10;

const action = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('hold' as const),
      room: fc.nat(ROOMS - 1),
      viewing: fc.boolean(),
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('release' as const), holder: fc.nat(20) }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 2_500 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cut' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('connect' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('mood' as const),
      isBusy: fc.boolean(),
      answersIn: fc.nat(3_000),
    }),
  },
);

/** A server that is busy or slow at times, and knows who is in which room over the last line. */
class Server {
  readonly setup = new PresenceSetup();
  isUp = false;
  isBusy = false;
  answersIn = 0;
  private inside = new Set<string>();

  constructor() {
    const { network } = this.setup;
    network.answerJoin = async (room) => {
      await this.answer((inside) => inside.add(room));
      return roomOf(room);
    };
    network.answerLeave = (room) => this.answer((inside) => inside.delete(room));
  }

  cut(): void {
    this.isUp = false;
    this.setup.client.lineDown();
  }

  async connect(): Promise<void> {
    this.cut();
    this.isUp = true;
    this.inside = new Set();
    await this.setup.connect();
  }

  rooms(): string[] {
    return [...this.inside].sort();
  }

  private answer(work: (inside: Set<string>) => void): Promise<void> {
    if (this.isBusy) throw new HoldfastError('SERVER_BUSY', 'Busy.', { retryAfterMs: 400 });
    const { inside, setup } = this;
    return new Promise((resolve) => {
      setup.clock.after(this.answersIn, () => {
        work(inside);
        resolve();
      });
    });
  }
}

test('whatever comes and goes, in the end one is in just the rooms that are needed, and says just what one looks at', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 20, maxLength: 80, size: 'max' }), async (actions) => {
      const server = new Server();
      const { client, clock } = server.setup;
      const held: { room: string; viewing: boolean; stop: () => void }[] = [];
      for (const step of actions) {
        if (step.kind === 'hold') {
          const room = `ticket:${step.room}`;
          held.push({ ...step, room, stop: client.watchRoom(room, step.viewing, () => {}) });
        } else if (step.kind === 'release') {
          for (const { stop } of held.splice(step.holder % Math.max(1, held.length), 1)) stop();
        } else if (step.kind === 'wait') await clock.advance(step.ms);
        else if (step.kind === 'cut') server.cut();
        else if (step.kind === 'connect') await server.connect();
        else Object.assign(server, { isBusy: step.isBusy, answersIn: step.answersIn });
      }
      Object.assign(server, { isBusy: false, answersIn: 0 });
      if (!server.isUp) await server.connect();
      await clock.advance(10_000);
      const needed = [...new Set(held.map(({ room }) => room))].sort();
      expect(server.rooms()).toEqual(needed);
      const viewed = new Set(held.filter(({ viewing }) => viewing).map(({ room }) => room));
      const told = server.setup.line.presence.at(-1)?.viewing ?? [];
      expect(told.every((room) => viewed.has(room))).toBe(true);
      expect(told).toHaveLength(Math.min(viewed.size, MOST_VIEWED));
    }),
    { numRuns: 500 },
  );
});
