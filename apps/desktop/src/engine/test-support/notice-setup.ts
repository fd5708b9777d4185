import type { Json } from '@holdfast/shared/json.ts';
import type { NoticeClaim } from '@holdfast/shared/protocol/notice-claim.ts';
import { findModel } from '@holdfast/shared/registry.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import type { Notice, ToastState } from '../api/notices.ts';
import { NoticeBoard } from '../notices/notice-board.ts';
import { NoticeDevice } from '../notices/notice-device.ts';
import type { Onlooker } from '../notices/onlookers.ts';
import { readView } from '../store/overlay-rows.ts';
import { applyPage } from '../sync/apply.ts';
import { ManualClock, settlePromises } from './manual-clock.ts';
import { agentId, createTestIds, MemoryAccount, pageOf, rowOf, ticketRow } from './memory-account.ts';

const newId = createTestIds();
// The first of them is the agent's own.
newId();

/** Somebody else, who does what one is notified of. */
export const carla = newId();

type Claimed = readonly NoticeClaim[];

/** The notices of one account, with the test's clock, device and server. */
export class NoticeSetup {
  readonly clock = new ManualClock();
  readonly memory = new MemoryAccount();
  /** What the system was asked to show, and the keys of what it was asked to take away. */
  readonly shown: Notice[] = [];
  readonly gone: string[] = [];
  readonly toasts: ToastState[] = [];
  /** What was claimed, a list for each question. */
  readonly claimed: (readonly NoticeClaim[])[] = [];
  /** Answers which of these this device may show, or throws, or lets it wait. By default all. */
  answerClaim: (claims: readonly NoticeClaim[]) => Claimed | Promise<Claimed> = (claims) => claims;
  inboxChanges = 0;
  readonly device: NoticeDevice;
  board: NoticeBoard;
  private version = 10;

  constructor() {
    this.device = new NoticeDevice({
      clock: this.clock,
      tell: (message) => {
        if (message.kind === 'notice') this.shown.push(message.notice);
        if (message.kind === 'notice-gone') this.gone.push(...message.keys);
      },
      changed: () => this.board.deviceChanged(),
    });
    this.board = this.createBoard();
    this.take('everyone', [rowOf('user', carla, 2, person('Carla Agent'))]);
    this.board.caughtUp();
  }

  /** Somebody's ticket is here. Gives its id. */
  ticket(title: string, fields: Readonly<Record<string, Json>> = {}): string {
    const id = newId();
    const thread = { subjectTable: 'ticket', subjectId: id, createdAt: this.now, name: null };
    const subject = { ...thread, lastMessageAt: null };
    this.take('desk', [
      ticketRow(id, this.nextVersion(), { title, creatorId: agentId, ...fields }),
      rowOf('thread', id, this.nextVersion(), subject),
    ]);
    return id;
  }

  /** Carla writes about a ticket, and the server notifies: in a new row, or in one that counts on. Gives its id. */
  async comments(
    ticketId: string,
    body: string,
    fields: Readonly<Record<string, Json>> = {},
  ): Promise<string> {
    const messageId = newId();
    const message = { threadId: ticketId, authorId: carla, body, createdAt: this.now, number: this.version };
    const more = { editedAt: null, deletedAt: null, replyToId: null, pinnedAt: null, pinnedBy: null };
    this.take('desk', [rowOf('message', messageId, this.nextVersion(), { ...message, ...more })]);
    return this.notifies(ticketId, { causeTable: 'message', causeId: messageId, ...fields });
  }

  /** The server notifies of something about a ticket. Gives the notification's id. */
  async notifies(ticketId: string, fields: Readonly<Record<string, Json>> = {}): Promise<string> {
    const id = this.arrives(ticketId, fields);
    this.board.flush();
    await this.settle();
    return id;
  }

  /** The same as a part of a pull that has more to bring. */
  arrives(ticketId: string, fields: Readonly<Record<string, Json>> = {}): string {
    const { id = newId(), ...others } = fields;
    const row = {
      ...{ userId: agentId, kind: 'commented', subjectTable: 'ticket', subjectId: ticketId },
      ...{ causeTable: 'ticket', causeId: ticketId, actorId: carla, count: 1, urgent: false },
      ...{ at: this.now, createdAt: this.now, readAt: null, doneAt: null, snoozedUntil: null },
      ...others,
    };
    this.take(`user:${agentId}`, [rowOf('notification', String(id), this.nextVersion(), row)]);
    return String(id);
  }

  /** Rows arrive, as after a pull. */
  take(scope: string, rows: ReturnType<typeof rowOf>[]): void {
    const applied = applyPage(this.memory.statements, agentId, pageOf(scope, this.nextVersion(), rows));
    this.board.collect(applied);
    this.board.touched(applied.touched);
  }

  /** The person changes something, here or, as far as notices see it, elsewhere. */
  async write(name: string, args: Json): Promise<void> {
    this.board.touched(this.memory.write(name, args));
    await this.settle();
  }

  /** Opens a window that shows toasts. */
  window(): Onlooker {
    const window = this.device.onlookers.open();
    window.watchToasts((state) => this.toasts.push(state));
    return window;
  }

  /** The app ends and starts again on the same file. */
  restart(): void {
    this.board.stop();
    this.board = this.createBoard();
  }

  /** What comes after a turn: lists are read again, answers arrive. */
  async settle(): Promise<void> {
    this.board.refresh();
    await settlePromises();
    this.board.refresh();
  }

  get titles(): string[] {
    return this.shown.map(({ title }) => title);
  }

  get now(): string {
    return formatTime(this.clock.now());
  }

  private createBoard(): NoticeBoard {
    const { statements } = this.memory;
    return new NoticeBoard({
      ...{ statements, userId: agentId, clock: this.clock, log: () => {}, device: this.device, newId },
      find: (table, id) => (findModel(table) === undefined ? undefined : readView(statements, table, id)),
      mutate: (name, args) => this.board.touched(this.memory.write(name, args)),
      claim: async ({ claims }) => {
        this.claimed.push(claims);
        return { mine: [...(await this.answerClaim(claims))] };
      },
      inboxChanged: () => {
        this.inboxChanges += 1;
      },
      guarded: (work) => work(),
    });
  }

  private nextVersion(): number {
    this.version += 1;
    return this.version;
  }
}

function person(name: string): Record<string, Json> {
  const createdAt = '2026-01-05T08:00:00.000Z';
  return { name, email: 'carla@example.org', role: 'agent', disabled: false, createdAt };
}
