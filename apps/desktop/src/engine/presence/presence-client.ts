import type {
  PresenceChange,
  PresenceUpdate,
  RoomPresences,
  TypingChange,
  TypingRequest,
} from '@holdfast/shared/protocol/presence.ts';
import type { Attention } from '../api/host-messages.ts';
import type { PresenceState, RoomState } from '../api/presence.ts';
import type { Environment } from '../environment.ts';
import type { RowKey } from '../store/row-key.ts';
import type { PresenceFollower } from '../sync/sync-client.ts';
import type { PresenceLine } from '../sync/transport.ts';
import { OwnPresence } from './own-presence.ts';
import { OwnTyping } from './own-typing.ts';
import { PeopleBoard } from './people-board.ts';
import { Rooms } from './rooms.ts';

export interface PresenceOptions {
  readonly environment: Pick<Environment, 'clock' | 'log'>;
  /** Oneself. */
  readonly userId: string;
  /** Whether one has chosen to appear offline. Asked whenever that may have changed, and as a line comes up. */
  isHidden(): boolean;
  /** Whether a row is on this device. */
  hasRow(row: RowKey): boolean;
  /** How somebody is may be another thing now. */
  peopleChanged(): void;
}

const statusOf = { active: 'online', idle: 'idle', locked: 'idle', asleep: 'away' } as const;

/**
 * The people of one account, over the lines that come and go: who is there, who does what in which room,
 * and what oneself tells of that. In memory only. Whoever appears offline tells nothing but that.
 */
export class PresenceClient implements PresenceFollower {
  private readonly people = new PeopleBoard();
  private readonly rooms: Rooms;
  private readonly own: OwnPresence;
  private readonly ownTyping: OwnTyping;
  private attention: Attention = 'active';
  /** As it was read last, so that a disk that fails later does not show whoever hides. */
  private isHidden = false;

  private readonly options: PresenceOptions;

  constructor(options: PresenceOptions) {
    this.options = options;
    const { environment, userId } = options;
    this.own = new OwnPresence(environment, () => this.update());
    this.ownTyping = new OwnTyping(environment);
    this.rooms = new Rooms({
      environment,
      userId,
      hasRow: (row) => options.hasRow(row),
      changed: () => this.own.changed(),
      left: (room) => this.ownTyping.left(room),
    });
  }

  state(): PresenceState {
    return this.people.state;
  }

  /** How much is held for those who watch and write here, to find what is never let go. */
  held(): { rooms: number; writing: number } {
    return { rooms: this.rooms.size, writing: this.ownTyping.size };
  }

  /** Hears what others do in a room until the result is called. With `viewing` they hear that one looks at it. */
  watchRoom(room: string, viewing: boolean, hear: (state: RoomState) => void): () => void {
    return this.rooms.hold(room, { viewing, hear });
  }

  /** Others in the room hear that one edits a field, until the result is called. */
  edit(room: string, field: string): () => void {
    return this.rooms.hold(room, { viewing: false, field, hear: () => {} });
  }

  /** One writes in a room: to be said at each key. Others hear of it if one is in the room. */
  typing(where: TypingRequest): void {
    if (this.rooms.isIn(where.room) && !this.isHidden) this.ownTyping.typing(where);
  }

  typingStopped(where: TypingRequest): void {
    this.ownTyping.stopped(where);
  }

  /** Whether somebody is at this device. Of sleep others hear at once: there is no time left. */
  setAttention(attention: Attention): void {
    if (attention === this.attention) return;
    this.attention = attention;
    if (attention === 'asleep') this.own.say();
    else this.own.changed();
  }

  /** Whether nobody looks, so that it is said less often. */
  setResting(resting: boolean): void {
    this.own.setResting(resting);
  }

  /** Rows have come from the server, or went. */
  rowsTouched(rows: readonly RowKey[]): void {
    this.rooms.rowsTouched(rows);
    this.ownChoiceTouched(rows);
  }

  /** One may have chosen to appear offline, or to be seen. */
  ownChoiceTouched(rows: readonly RowKey[]): void {
    if (!rows.some((row) => row.table === 'preference')) return;
    this.isHidden = this.options.isHidden();
    this.own.changed();
  }

  lineUp(line: PresenceLine): void {
    this.isHidden = this.options.isHidden();
    this.own.lineUp(line);
    this.ownTyping.lineUp(line);
    this.rooms.lineUp(line);
  }

  lineDown(): void {
    this.own.lineDown();
    this.ownTyping.lineDown();
    this.rooms.lineDown();
    this.people.forget();
    this.options.peopleChanged();
  }

  presenceChange(change: PresenceChange): void {
    if (this.people.take(change)) this.options.peopleChanged();
  }

  presenceRoom(rooms: RoomPresences): void {
    this.rooms.told(rooms);
  }

  typingChange(change: TypingChange): void {
    this.rooms.typing(change);
  }

  private update(): PresenceUpdate {
    if (this.isHidden) return { status: 'hidden', viewing: [], editing: [] };
    return { status: statusOf[this.attention], ...this.rooms.doings() };
  }
}
