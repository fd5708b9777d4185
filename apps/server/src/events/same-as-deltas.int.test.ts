import type { SignedIn } from '@holdfast/shared/protocol/sign-in.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Bot, listeningBot } from '../test-support/bot.ts';
import { newTicket } from '../test-support/changes.ts';
import { type RawClient, readyClient } from '../test-support/raw-client.ts';
import { newId, type TestServer, testServer } from '../test-support/test-server.ts';

/** A random change: of the ticket of that place among those that there are. */
interface Step {
  readonly kind: 'create' | 'createOwn' | 'assign' | 'unassign' | 'watch' | 'unwatch' | 'title' | 'comment';
  readonly place: number;
}

const steps = fc.array(
  fc.record<Step>({
    kind: fc.constantFrom(
      'create',
      'createOwn',
      'assign',
      'unassign',
      'watch',
      'unwatch',
      'title',
      'comment',
    ),
    place: fc.nat(50),
  }),
  { minLength: 40, maxLength: 60 },
);

/** Somebody of the desk who makes all changes, somebody of the staff, and a bot with the sight of each. */
class Scene {
  readonly server: TestServer;
  readonly staff: SignedIn;
  readonly desk: RawClient;
  readonly theirs: RawClient;
  readonly #tickets: string[] = [];

  private constructor(server: TestServer, staff: SignedIn, desk: RawClient, theirs: RawClient) {
    this.server = server;
    this.staff = staff;
    this.desk = desk;
    this.theirs = theirs;
  }

  static async create(server: TestServer, admin: SignedIn): Promise<Scene> {
    const staff = await server.person('staff', newId());
    const connect = (token: string) => readyClient({ url: server.url, token });
    return new Scene(server, staff, await connect(admin.accessToken), await connect(staff.accessToken));
  }

  async run({ kind, place }: Step): Promise<void> {
    const id = this.#tickets[place % this.#tickets.length];
    if (kind === 'create' || kind === 'createOwn' || id === undefined) {
      const ticket = newTicket();
      this.#tickets.push(ticket.id);
      await (kind === 'createOwn' ? this.theirs : this.desk).change('ticket.create', ticket);
      return;
    }
    const { name, args } = this.#changeOf(kind, id);
    await this.desk.change(name, args);
  }

  /** Makes what both see last, and waits until everybody has it. */
  async end(bots: readonly Bot[]): Promise<void> {
    const last = newTicket();
    const { result } = await this.theirs.change('ticket.create', last);
    for (const bot of bots) await bot.of(last.id);
    for (const client of [this.desk, this.theirs])
      await client.delta((delta) => delta.version >= (result.version ?? 0));
  }

  #changeOf(kind: Exclude<Step['kind'], 'create' | 'createOwn'>, id: string) {
    const userId = this.staff.user.id;
    const update = (field: string, now: unknown) => ({
      name: 'ticket.update',
      args: { id, changes: { [field]: { was: null, now } } },
    });
    switch (kind) {
      case 'assign':
        return update('assigneeId', userId);
      case 'unassign':
        return update('assigneeId', null);
      case 'title':
        return { name: 'ticket.update', args: { id, changes: { title: { was: '', now: newId() } } } };
      case 'comment':
        return { name: 'message.create', args: { id: newId(), threadId: id, body: 'Hello' } };
      default:
        return { name: `ticket.${kind}`, args: { id, userId } };
    }
  }
}

/** The versions of tickets and comments that deltas brought because they changed, not because what they hang under moved. */
function changedRows(client: RawClient): ReadonlySet<string> {
  const changed = client.deltas.flatMap(({ entries, rows }) =>
    rows
      .filter(({ table }) => table === 'ticket' || table === 'message')
      .filter((row) =>
        entries.some(({ id, version, gone }) => id === row.id && version === row.version && !gone),
      )
      .map(({ id, version }) => `${id} ${version}`),
  );
  return new Set(changed);
}

function heardRows(bot: Bot): string[] {
  return bot.heard.map(({ row, version }) => `${row.id} ${version}`);
}

test('24: a bot hears of just those versions that deltas bring to who has the same scope, each once', async () => {
  const server = await testServer();
  const admin = await server.person('admin');
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const scene = await Scene.create(server, admin);
      const { bot: ofDesk } = await listeningBot(server.url, admin, ['desk']);
      const { bot: ofStaff } = await listeningBot(server.url, admin, [`user:${scene.staff.user.id}`]);
      for (const step of all) await scene.run(step);
      await scene.end([ofDesk, ofStaff]);
      for (const [bot, client] of [
        [ofDesk, scene.desk],
        [ofStaff, scene.theirs],
      ] as const) {
        const heard = heardRows(bot);
        expect(new Set(heard).size).toBe(heard.length);
        expect([...new Set(heard)].sort()).toEqual([...changedRows(client)].sort());
        bot.socket.disconnect();
        client.socket.disconnect();
      }
    }),
    { numRuns: 8, endOnFailure: true },
  );
}, 60_000);
