import type { RoomResponse } from '@holdfast/shared/protocol/room.ts';
import type { Environment } from '../environment.ts';
import { asProblem } from '../sync/as-problem.ts';
import type { PresenceLine } from '../sync/transport.ts';
import type { Room } from './room.ts';

export interface DoorEvents {
  /** The server said how it stands in a room that one is in. */
  stands(room: Room, answer: RoomResponse): void;
  /** A room was entered or left, or could not be: whoever needs it may be others than at the asking. */
  settled(room: Room): void;
}

/** Asks the server to let one into rooms and out of them, over the line that stands, again where it names a time. */
export class RoomDoors {
  private line: PresenceLine | undefined;

  private readonly environment: Pick<Environment, 'clock' | 'log'>;
  private readonly events: DoorEvents;

  constructor(environment: Pick<Environment, 'clock' | 'log'>, events: DoorEvents) {
    this.environment = environment;
    this.events = events;
  }

  get isUp(): boolean {
    return this.line !== undefined;
  }

  lineUp(line: PresenceLine): void {
    this.line = line;
  }

  /** Answers over that line say nothing any more. */
  lineDown(): void {
    this.line = undefined;
  }

  enterIn(room: Room, milliseconds: number): void {
    if (!this.isUp) return;
    room.isDue = true;
    room.cancelEntering = this.environment.clock.after(milliseconds, () => this.enter(room));
  }

  /** Enters a room that somebody needs. */
  enter(room: Room): void {
    room.endWait();
    if (this.line === undefined || room.phase === 'entering' || !room.isHeld) return;
    room.phase = 'entering';
    this.ask(
      (line) => line.joinRoom({ room: room.name }),
      (answer) => this.entered(room, answer),
      (error) => this.refused(room, error),
    );
  }

  leave(room: Room): void {
    room.phase = 'leaving';
    this.ask(
      (line) => line.leaveRoom({ room: room.name }),
      () => this.wasLeft(room),
      (error) => this.stayed(room, error),
    );
  }

  /** Entering a room that one is in changes nothing, and says how it stands. */
  look(room: Room): void {
    this.ask(
      (line) => line.joinRoom({ room: room.name }),
      (answer) => room.phase === 'in' && this.events.stands(room, answer),
      (error) => this.note('asking about', error),
    );
  }

  private entered(room: Room, answer: RoomResponse): void {
    room.phase = 'in';
    this.events.stands(room, answer);
    this.events.settled(room);
  }

  /** Nothing is known of the room. It is asked for again only when the server named a time, or its row arrives. */
  private refused(room: Room, error: unknown): void {
    room.phase = 'out';
    room.forget();
    const retryAfterMs = this.note('entering', error);
    if (retryAfterMs !== undefined) this.enterIn(room, retryAfterMs);
    this.events.settled(room);
  }

  /** Somebody may need it again meanwhile. */
  private wasLeft(room: Room): void {
    room.phase = 'out';
    room.forget();
    this.enter(room);
    this.events.settled(room);
  }

  /** It is left when the server said, unless somebody needs it again. */
  private stayed(room: Room, error: unknown): void {
    room.cancelLeaving();
    const retryAfterMs = this.note('leaving', error);
    room.phase = retryAfterMs === undefined ? 'out' : 'in';
    if (retryAfterMs === undefined || room.isHeld) this.events.settled(room);
    else room.cancelLeaving = this.environment.clock.after(retryAfterMs, () => this.events.settled(room));
  }

  /** What comes over a line that is gone by then is dropped. */
  private ask<T>(
    send: (line: PresenceLine) => Promise<T>,
    answered: (answer: T) => void,
    failed: (error: unknown) => void,
  ): void {
    const { line } = this;
    if (line === undefined) return;
    send(line).then(
      (answer) => line === this.line && answered(answer),
      (error: unknown) => line === this.line && failed(error),
    );
  }

  /** Gives when to ask again, in milliseconds, where the server said so. */
  private note(what: string, error: unknown): number | undefined {
    this.environment.log(`${what} a room failed`, { cause: String(error) });
    return asProblem(error, '', '').details.retryAfterMs;
  }
}
