import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { CodeResponse, SignedIn } from '@holdfast/shared/protocol/sign-in.ts';
import type { CallParams, CheckedServer } from './api/calls.ts';
import type { Attention, FromEngine, KeptSession, ToEngine } from './api/host-messages.ts';
import type { NoticeAct } from './api/notices.ts';
import { noPresence, nothingUnread, type RoomState } from './api/presence.ts';
import type { QueryPatch, RowQuery } from './api/query.ts';
import { type DiskNotice, noConnection, type SessionState } from './api/state.ts';
import type { TotalsPatch, TotalsQuery } from './api/totals.ts';
import { writeDiagnostics } from './diagnostics.ts';
import type { Environment } from './environment.ts';
import { EventHistory } from './event-history.ts';
import type { Files } from './files/files.ts';
import { HostTeller } from './host/host-teller.ts';
import { ShellAsks } from './host/shell-asks.ts';
import { LiveSession } from './live-session.ts';
import { NoticeDevice } from './notices/notice-device.ts';
import { openAccount, removeAccount } from './session/account.ts';
import { type AccountPointer, readPointer } from './session/account-pointer.ts';
import { askServer } from './session/ask-server.ts';
import { checkServer } from './session/check-server.ts';
import { SessionKeeper } from './session/session-keeper.ts';
import { forgotPassword, lookAtCode, redeemCode, signInWithPassword } from './session/sign-in-requests.ts';
import { requireNothingToLose } from './session/sign-out-check.ts';
import type { TokenSource } from './session/tokens.ts';
import { StateWatchers } from './watchers.ts';

type StartMessage = Extract<ToEngine, { kind: 'start' }>;
type Start = Pick<StartMessage, 'folder' | 'device' | 'server' | 'version' | 'language'>;
type SignedOut = Extract<SessionState, { state: 'signed-out' }>;
type SignIn = NonNullable<StartMessage['signIn']>;

/** Begins to follow something of a session. Gives what ends that. */
type Begin = (session: LiveSession) => () => void;

/** A file that breaks again so soon after it was replaced has another cause, in milliseconds. */
const REPLACE_AGAIN_MS = 60_000;

/** The engine of one profile: nobody or one person is signed in. Everything that a window can ask comes through here. */
export class Engine {
  readonly states: StateWatchers;
  /** Where notices show. */
  readonly device: NoticeDevice;
  /** What was asked of the shell. */
  readonly asks: ShellAsks;
  private session: LiveSession | undefined;
  private signInAgain = false;
  /** Why nobody is signed in, if there is more to it. */
  private signedOut: Pick<SignedOut, 'reason' | 'wiped'> = {};
  private replacedAt = Number.NEGATIVE_INFINITY;
  private attention: Attention = 'active';
  private resting = false;
  /** What windows follow goes on when the account is opened anew. */
  private readonly follows = new Set<{ begin: Begin; stop: () => void }>();

  private readonly environment: Environment;
  private readonly start: Start;
  private readonly keeper: SessionKeeper;
  private readonly history: EventHistory;
  private readonly tell: (message: FromEngine) => void;
  private readonly host: HostTeller;

  constructor(environment: Environment, start: Start, tell: (message: FromEngine) => void) {
    this.history = new EventHistory(() => environment.clock.now());
    this.environment = { ...environment, log: (message, details) => this.log(environment, message, details) };
    this.start = start;
    this.tell = tell;
    this.keeper = new SessionKeeper(this.environment, tell);
    this.host = new HostTeller(tell);
    this.asks = new ShellAsks(tell);
    this.device = new NoticeDevice({
      clock: environment.clock,
      language: start.language,
      tell,
      changed: () => this.session?.deviceChanged(),
    });
    this.states = new StateWatchers({
      session: () => this.sessionState(),
      connection: () => this.session?.connection() ?? noConnection,
      changes: () => this.session?.changes() ?? { waiting: [], refused: [] },
      history: () => this.session?.history() ?? { undo: undefined, redo: undefined },
      presence: () => this.session?.presence.state() ?? noPresence,
      unread: () => this.session?.unread() ?? nothingUnread,
      inbox: () => this.session?.notices.inbox() ?? { unread: 0 },
    });
  }

  /** Opens what was used last. What is on this disk is there without a network and without a session. */
  async begin(kept: KeptSession | undefined, signIn: SignIn | undefined): Promise<void> {
    const known = kept ?? readPointer(this.start.folder);
    const elsewhere =
      signIn !== undefined && known !== undefined && new URL(signIn.server).origin !== known.server;
    const pointer = elsewhere ? undefined : known;
    if (pointer !== undefined)
      this.open(pointer, this.keeper.tokensFor(pointer, kept?.unprotected ?? false, kept));
    if (signIn === undefined || (pointer !== undefined && kept !== undefined)) {
      this.session?.sync.start();
      return;
    }
    await this.beginWith(signIn);
  }

  async signIn(request: CallParams<'signIn'>): Promise<{ userId: string }> {
    const { server, email, password, keepUnprotected } = request;
    const origin = new URL(server).origin;
    const credentials = { email, password, device: this.start.device };
    const signedIn = await signInWithPassword(this.environment.postJson, origin, credentials);
    return this.enter(origin, signedIn, keepUnprotected);
  }

  /** Who a code of an invitation or a new password is for. */
  lookAtCode({ server, code }: CallParams<'lookAtCode'>): Promise<CodeResponse> {
    return lookAtCode(this.environment.postJson, new URL(server).origin, code);
  }

  /** Takes an invitation or sets a new password, and signs in. */
  async redeemCode(request: CallParams<'redeemCode'>): Promise<{ userId: string }> {
    const { server, code, password, name, keepUnprotected } = request;
    const origin = new URL(server).origin;
    const redeemed = { code, password, device: this.start.device, ...(name === undefined ? {} : { name }) };
    const signedIn = await redeemCode(this.environment.postJson, origin, redeemed);
    return this.enter(origin, signedIn, keepUnprotected);
  }

  /** Has a code for a new password mailed, if there is such an account. */
  forgotPassword({ server, email }: CallParams<'forgotPassword'>): Promise<void> {
    return forgotPassword(this.environment.postJson, new URL(server).origin, email);
  }

  /** Takes the account off this device. Refused while changes or files wait or were not accepted, unless they shall be thrown away. */
  async signOut(discardWaiting: boolean): Promise<void> {
    const session = this.requireSession();
    if (!discardWaiting) requireNothingToLose(session);
    session.sync.stop();
    session.notices.withdrawAll();
    await session.tokens.signOut().catch((error: unknown) => {
      this.environment.log('sign-out was not told to the server', { cause: String(error) });
    });
    await session.files?.stop();
    // Nothing that was planned may find the file closed.
    session.stop();
    removeAccount(this.start.folder, session.account);
    this.session = undefined;
    this.keeper.forget();
    this.personChanged();
  }

  /** Looks what stands at an address. Also before anybody is signed in. */
  checkServer(server: string): Promise<CheckedServer> {
    return checkServer(this.environment.getJson, server);
  }

  /** Asks the server something that is not kept on this device (shared/src/protocol/requests.ts). */
  ask({ name, params }: CallParams<'ask'>): Promise<unknown> {
    const { account, tokens } = this.requireSession();
    return askServer(this.environment.postJson, account.server, tokens, name, params);
  }

  /** The account at work. Throws AUTHENTICATION_FAILED where nobody is signed in. */
  requireSession(): LiveSession {
    if (this.session === undefined) throw new HoldfastError('AUTHENTICATION_FAILED', 'Sign in first.');
    return this.session;
  }

  watchRows(query: RowQuery, listener: (patch: QueryPatch) => void): () => void {
    return this.follow((session) => session.watchRows(query, listener));
  }

  watchTotals(query: TotalsQuery, listener: (patch: TotalsPatch) => void): () => void {
    return this.follow((session) => session.watchTotals(query, listener));
  }

  /** Hears what others do in a room, and tells them with `viewing` that one looks at it. */
  watchRoom(room: string, viewing: boolean, listener: (state: RoomState) => void): () => void {
    return this.follow((session) => session.presence.watchRoom(room, viewing, listener));
  }

  /** Tells others in a room that one edits a field, until the result is called. */
  edit(room: string, field: string): () => void {
    return this.follow((session) => session.presence.edit(room, field));
  }

  /** Follows something of the account's files. */
  watchFiles(begin: (files: Files) => () => void): () => void {
    return this.follow(({ files }) => (files === undefined ? () => {} : begin(files)));
  }

  /** The files of whoever is signed in. */
  get files(): Files | undefined {
    return this.session?.files;
  }

  /** What helps to find a fault, as readable JSON, without anything that people wrote. */
  diagnostics(): string {
    const session = this.requireSession();
    const { account } = session;
    const { history, start, environment } = this;
    const now = environment.clock.now();
    return writeDiagnostics({
      account,
      connection: session.connection(),
      history,
      version: start.version,
      now,
    });
  }

  setNetwork(online: boolean): void {
    this.session?.sync.setNetwork(online);
  }

  /** Whether nobody looks or the line is paid for: nothing happens oftener than once a minute that need not. */
  setResting(resting: boolean): void {
    this.resting = resting;
    this.session?.setResting(resting);
  }

  /** Whether somebody is at this device, as others shall see it. */
  setAttention(attention: Attention): void {
    this.attention = attention;
    this.session?.presence.setAttention(attention);
    this.device.setAttention(attention);
  }

  /** Something was done about a notice that the system showed. */
  actOnNotice(act: NoticeAct): void {
    this.session?.notices.actFromSystem(act);
  }

  /** "Do not disturb" was chosen in the tray; nothing ends it. */
  setDoNotDisturb(until: string | null): void {
    this.session?.notices.setDoNotDisturb(until);
  }

  /** Settles once the server was told, or cannot be, so that others see at once that one is gone. */
  async stop(): Promise<void> {
    const told = this.session?.stop();
    this.session = undefined;
    await told;
  }

  private follow(begin: Begin): () => void {
    const follow = { begin, stop: begin(this.requireSession()) };
    this.follows.add(follow);
    return () => {
      follow.stop();
      this.follows.delete(follow);
    };
  }

  private async beginWith(signIn: SignIn): Promise<void> {
    try {
      await this.signIn({ ...signIn, keepUnprotected: false });
    } catch (error) {
      this.signedOut = { reason: error instanceof Error ? error.message : String(error) };
      this.session?.sync.start();
      this.states.changed('session', 'connection');
    }
  }

  /** Opens the account of somebody whom the server let in. */
  private enter(server: string, signedIn: SignedIn, keepUnprotected: boolean): { userId: string } {
    const pointer = { server, userId: signedIn.user.id, name: signedIn.user.name };
    const tokens = this.keeper.tokensFor(pointer, keepUnprotected, undefined);
    tokens.accept(signedIn);
    this.open(pointer, tokens).sync.start();
    return { userId: pointer.userId };
  }

  /** Shows an account. What is on the disk is there at once; connecting is the caller's. */
  private open(pointer: AccountPointer, tokens: TokenSource, knownBroken = false): LiveSession {
    this.session?.stop();
    this.signInAgain = false;
    this.signedOut = {};
    const account = openAccount(this.environment, this.start.folder, pointer, knownBroken);
    const session = new LiveSession(account, tokens, this.environment, this.device, {
      ask: (ask) => this.asks.ask(ask),
      connectionChanged: () => this.connectionChanged(),
      changesChanged: () => this.states.changed('changes'),
      sessionChanged: () => this.states.changed('session'),
      historyChanged: () => this.states.changed('history'),
      presenceChanged: () => this.states.changed('presence'),
      unreadChanged: () => this.unreadChanged('unread'),
      inboxChanged: () => this.unreadChanged('inbox'),
      signInNeeded: (problem) => {
        if (problem.details.reason === 'wipe') this.wipe(session, problem.message);
        else this.setSignInAgain(true);
      },
      fileBroken: () => this.replaceFile(pointer, tokens),
    });
    this.session = session;
    session.presence.setAttention(this.attention);
    session.setResting(this.resting);
    for (const follow of this.follows) follow.stop = follow.begin(session);
    this.personChanged();
    return session;
  }

  /**
   * Removes everything of the account from this device, as an admin asked, and tells the server that it
   * is done. Where one of the two does not work, the session stays kept and the next start does it.
   */
  private wipe(session: LiveSession, reason: string): void {
    if (this.session !== session) return;
    session.notices.withdrawAll();
    session.stop();
    this.session = undefined;
    this.signedOut = { reason, wiped: true };
    try {
      removeAccount(this.start.folder, session.account);
      this.tell({ kind: 'wiped' });
      this.tellWiped(session);
    } catch (error) {
      this.environment.log('the data of this device could not be removed', { cause: String(error) });
      this.tell({ kind: 'failed', message: `${reason} It could not be removed: ${String(error)}` });
    }
    this.personChanged();
  }

  private tellWiped({ tokens }: LiveSession): void {
    tokens.signOut().then(
      () => {
        // Somebody may have signed in meanwhile, and their session is kept in its place.
        if (this.session === undefined) this.keeper.forget();
      },
      (error: unknown) =>
        this.environment.log('the server was not told that the data was removed', { cause: String(error) }),
    );
  }

  /** Opens the account anew with what can be saved of its broken file (S25). */
  private replaceFile(pointer: AccountPointer, tokens: TokenSource): void {
    const now = this.environment.clock.now();
    if (this.session === undefined || now - this.replacedAt < REPLACE_AGAIN_MS) return;
    this.replacedAt = now;
    try {
      this.open(pointer, tokens, true).sync.start();
    } catch (error) {
      this.session = undefined;
      this.tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
      this.personChanged();
    }
  }

  /** Nobody, or somebody else, is at work here now. */
  private personChanged(): void {
    this.states.changed('session', 'connection', 'changes', 'history', 'presence');
    this.unreadChanged('unread', 'inbox');
    this.host.line(this.session);
  }

  private unreadChanged(...topics: readonly ('unread' | 'inbox')[]): void {
    this.states.changed(...topics);
    this.host.unread(this.session);
    this.host.line(this.session);
  }

  private connectionChanged(): void {
    const state = this.session?.sync.state().state;
    if (state !== undefined) this.history.noteConnection(state);
    if (state === 'live') this.setSignInAgain(false);
    this.states.changed('connection');
    this.host.line(this.session);
  }

  private log(environment: Environment, ...line: Parameters<Environment['log']>): void {
    this.history.noteLine(...line);
    environment.log(...line);
  }

  private setSignInAgain(signInAgain: boolean): void {
    if (this.signInAgain === signInAgain) return;
    this.signInAgain = signInAgain;
    this.states.changed('session');
  }

  private sessionState(): SessionState {
    if (this.session === undefined)
      return { state: 'signed-out', server: this.start.server, ...this.signedOut };
    const { server, userId, name } = this.session.account;
    return {
      state: 'signed-in',
      server,
      userId,
      name,
      signInAgain: this.signInAgain,
      firstSync: !this.session.isSynced(),
      disabled: this.session.isDisabled(),
      ...this.diskNotice(this.session),
    };
  }

  private diskNotice(session: LiveSession): { disk?: DiskNotice } {
    const disk = session.disk.notice();
    return disk === undefined ? {} : { disk };
  }
}
