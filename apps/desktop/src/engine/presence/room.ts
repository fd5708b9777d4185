import type { RoomPresence, TypingChange } from '@holdfast/shared/protocol/presence.ts';
import { emptyRoom, type RoomState } from '../api/presence.ts';

type Typing = TypingChange['typing'];
type Standing = Omit<RoomPresence, 'room'>;

/** Somebody in this app who needs a room. */
export interface Holder {
  /** Whether others are told that one looks at it. */
  readonly viewing: boolean;
  /** A field of which others are told that one edits it. */
  readonly field?: string;
  /** Hears what others do there. */
  hear(state: RoomState): void;
}

/** One room: who needs it here, and what the server told of it. Oneself is left out of what is heard. */
export class Room {
  /** Whether the server has let this line in. */
  phase: 'out' | 'entering' | 'in' | 'leaving' = 'out';
  /** Nobody needs it any more, but somebody may again in a moment. */
  lingers = false;
  cancelLinger = (): void => {};
  /** It is entered in a moment. */
  isDue = false;
  cancelEntering = (): void => {};
  cancelLeaving = (): void => {};
  cancelTyping = (): void => {};
  private standing: Standing | undefined;
  private typing: Typing = [];
  private state: RoomState = emptyRoom;
  private readonly holders = new Set<Holder>();

  readonly name: string;
  private readonly userId: string;

  constructor(name: string, userId: string) {
    this.name = name;
    this.userId = userId;
  }

  get isHeld(): boolean {
    return this.holders.size > 0;
  }

  get isViewed(): boolean {
    return [...this.holders].some((holder) => holder.viewing);
  }

  /** The fields that one edits here, each once. */
  get fields(): string[] {
    return [...new Set([...this.holders].flatMap(({ field }) => (field === undefined ? [] : [field])))];
  }

  add(holder: Holder): void {
    this.holders.add(holder);
    holder.hear(this.state);
  }

  /** Gives whether it held the room until now. */
  remove(holder: Holder): boolean {
    return this.holders.delete(holder);
  }

  /** The server has told how it stands in the room. */
  stand(standing: Standing): void {
    this.standing = standing;
    this.tell();
  }

  writes(typing: Typing): void {
    this.typing = typing;
    this.tell();
  }

  /** It is entered now, or need not be entered. */
  endWait(): void {
    this.isDue = false;
    this.cancelEntering();
  }

  /** Nothing is known of it any more. */
  forget(): void {
    this.endWait();
    this.cancelLeaving();
    this.cancelTyping();
    this.standing = undefined;
    this.typing = [];
    this.tell();
  }

  /** Stops all that would come back to it. */
  end(): void {
    this.cancelLinger();
    this.endWait();
    this.cancelLeaving();
    this.cancelTyping();
  }

  private tell(): void {
    const state = this.read();
    if (JSON.stringify(state) === JSON.stringify(this.state)) return;
    this.state = state;
    for (const { hear } of this.holders) hear(state);
  }

  private read(): RoomState {
    if (this.standing === undefined) return emptyRoom;
    const { viewing, viewers, editing } = this.standing;
    const isOther = ({ userId }: { userId: string }) => userId !== this.userId;
    return {
      known: true,
      viewers: viewers - (this.isCounted(this.standing) ? 1 : 0),
      viewing: viewing.filter((userId) => userId !== this.userId),
      editing: editing.filter(isOther),
      typing: this.typing.filter(isOther),
    };
  }

  /** Whether oneself is among the viewers: in a crowd not all of them are named. */
  private isCounted({ viewing, viewers }: Standing): boolean {
    return viewing.includes(this.userId) || (viewing.length < viewers && this.isViewed);
  }
}
