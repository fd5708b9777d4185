import type { RoomState } from '../../../apps/desktop/src/engine/api/presence.ts';
import type { LiveSession } from '../../../apps/desktop/src/engine/live-session.ts';
import type { ClientNode } from '../world/client-node.ts';
import type { Random } from '../world/random.ts';
import { Sight } from './sight.ts';

/** Somebody who looks at a row on one device, and what they were told of others there. */
export interface Look {
  readonly room: string;
  readonly session: LiveSession;
  told: RoomState | undefined;
  readonly away: () => void;
}

/** More is not looked at on one device at the same time. */
const MOST = 3;
const tables = ['ticket', 'project', 'thread', 'division'];

/** What people look at and write in, beside what they do. A life that ended looks at nothing any more. */
export class Looking {
  readonly #random: Random;
  readonly #looks = new Map<ClientNode, Look[]>();

  constructor(random: Random) {
    this.#random = random;
  }

  /** What a device looks at now. */
  of(client: ClientNode): readonly Look[] {
    const session = client.engine?.present;
    return (this.#looks.get(client) ?? []).filter((look) => look.session === session);
  }

  /** Lets somebody look at something, write there or look away. Says what they did. */
  act(client: ClientNode): string {
    const { engine } = client;
    const session = engine?.present;
    if (engine === undefined || session === undefined) return 'looks at nothing';
    const looks = [...this.of(client)];
    const first = looks[0];
    if (first !== undefined && this.#random.chance(0.3)) {
      session.presence.typing({ room: first.room });
      return `writes in ${first.room}`;
    }
    if (looks.length === MOST) looks.shift()?.away();
    const table = this.#random.pick(tables) ?? 'ticket';
    const row = new Sight(engine, this.#random).some(table);
    if (row !== undefined) looks.push(look(session, `${table}:${row.id}`));
    this.#looks.set(client, looks);
    return `looks at ${looks.map(({ room }) => room).join(', ')}`;
  }
}

function look(session: LiveSession, room: string): Look {
  const seen: { told: RoomState | undefined } = { told: undefined };
  const away = session.presence.watchRoom(room, true, (state) => {
    seen.told = state;
  });
  return {
    room,
    session,
    away,
    get told() {
      return seen.told;
    },
  };
}
