import type { Delta } from '@holdfast/shared/protocol/delta.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { NoticeClaimRequest, NoticeClaimResponse } from '@holdfast/shared/protocol/notice-claim.ts';
import { PROTOCOL_VERSION, SCHEMA_VERSION } from '@holdfast/shared/protocol/versions.ts';
import type { ConnectionState } from '../api/state.ts';
import type { Environment } from '../environment.ts';
import type { Account } from '../session/account.ts';
import type { TokenSource } from '../session/tokens.ts';
import { readMeta } from '../store/meta.ts';
import { applyDisabled } from './apply.ts';
import { asProblem } from './as-problem.ts';
import { backoff } from './backoff.ts';
import { countAnew } from './count-anew.ts';
import { Exchange, type ExchangeEvents } from './exchange.ts';
import { readProgress } from './progress.ts';
import { whileResting } from './resting.ts';
import { TokenRenewal } from './token-renewal.ts';
import type { Connection, PresenceEvents, PresenceLine } from './transport.ts';

/** After so many failed tries in a row, people are told "offline" instead of "connecting". */
const OFFLINE_AFTER = 2;
/** An update or a sign-in does not come by itself: try rarely, in milliseconds. */
const RARELY_MS = 5 * 60_000;
/** So often a server that is older than this app is tried again soon: about a minute and a half. */
const TRIES_BESIDE = 8;
/** While nobody is there a network that is back is used within this time, by chance, in milliseconds. */
const WAKE_WITHIN_MS = 10_000;

type LineState = Pick<ConnectionState, 'state' | 'since' | 'nextTryAt' | 'problem' | 'roundTripMs'>;

/** How the line stands, how far the first sync is, and what is stuck. */
export type SyncState = LineState & Pick<ConnectionState, 'received' | 'expected' | 'stuck'>;

/** Whoever follows the people over the lines that come and go. */
export interface PresenceFollower extends PresenceEvents {
  /** A line stands, and everything has been pulled over it: what the person chose elsewhere is known. */
  lineUp(line: PresenceLine): void;
  /** The line that was up is no more. */
  lineDown(): void;
}

export interface SyncEvents extends Omit<ExchangeEvents, 'failed' | 'measured' | 'stuckChanged'> {
  lineChanged(): void;
  readonly presence: PresenceFollower;
  /** The connection ended for this reason, whose cause may be a fault of the disk; it is tried again by the clock. */
  lost(problem: HoldfastError): void;
  /** The server does not take this session any more. */
  signInNeeded(problem: HoldfastError): void;
}

/** Keeps a connection to the server as long as it runs: connects, comes back, says how it stands. */
export class SyncClient {
  private line: LineState;
  private connection: Connection | undefined;
  private exchange: Exchange | undefined;
  private renewal: TokenRenewal | undefined;
  private cancelRetry = (): void => {};
  private failures = 0;
  private running = false;
  /** Whether the people are followed over this connection. */
  private showsPeople = false;
  private networkThere = true;
  private resting = false;
  /** Tells callbacks of an earlier try apart. */
  private attempt = 0;
  /** The access token of the last try. */
  private token = '';

  private readonly account: Account;
  private readonly tokens: TokenSource;
  private readonly environment: Environment;
  private readonly events: SyncEvents;

  constructor(account: Account, tokens: TokenSource, environment: Environment, events: SyncEvents) {
    this.account = account;
    this.tokens = tokens;
    this.environment = environment;
    this.events = events;
    this.line = this.lineNow('connecting');
  }

  state(): SyncState {
    return { ...this.line, ...readProgress(this.account.statements), stuck: this.exchange?.stuck() };
  }

  /** Whether the connection stands and everything is here. Asks nothing of the file. */
  get isLive(): boolean {
    return this.line.state === 'live';
  }

  start(): void {
    this.running = true;
    this.connect();
  }

  /** Settles once the server was told, or cannot be. Nothing is done any more from the call on. */
  stop(): Promise<void> {
    this.running = false;
    return this.drop();
  }

  /** The person asks to try at once, or the network came back. A connection that brings nothing is made anew. */
  tryNow(): void {
    if (!this.running) return;
    if (this.connection !== undefined && this.exchange?.stuck() === undefined) {
      this.exchange?.requestPull();
      return;
    }
    this.drop();
    this.connect();
  }

  setNetwork(online: boolean): void {
    this.networkThere = online;
    if (online && this.resting) {
      this.tryWithin(WAKE_WITHIN_MS);
      return;
    }
    if (online) {
      this.tryNow();
      return;
    }
    // A server on this machine is reachable without a network, so the connection itself decides.
    this.exchange?.requestPull();
  }

  /** Whether nobody looks or the line is paid for: what comes again and again is done less often. Ends at once. */
  setResting(resting: boolean): void {
    if (resting === this.resting) return;
    this.resting = resting;
    this.exchange?.setResting(resting);
    if (!resting && this.connection === undefined) this.tryNow();
  }

  /** There is something new in the outbox. */
  requestPush(): void {
    this.exchange?.requestPush();
  }

  /** Claims notifications for this device. Rejects with a HoldfastError; CONNECTION_ERROR without a connection. */
  async claim(request: NoticeClaimRequest): Promise<NoticeClaimResponse> {
    if (this.connection === undefined) throw new HoldfastError('CONNECTION_ERROR', 'There is no connection.');
    return this.connection.claim(request);
  }

  private connect(): void {
    this.attempt += 1;
    const attempt = this.attempt;
    if (this.failures < OFFLINE_AFTER) this.setLine('connecting');
    else this.setLine(this.line.state);
    this.open(attempt).catch((error: unknown) => {
      if (attempt !== this.attempt) return;
      this.closed(asProblem(error, 'Connecting failed.', this.account.folder));
    });
  }

  private async open(attempt: number): Promise<void> {
    const token = await this.tokens.current();
    this.token = token;
    if (attempt !== this.attempt || !this.running) return;
    const { statements, server } = this.account;
    const epoch = readMeta(statements, 'epoch');
    const handshake = {
      token,
      clientId: readMeta(statements, 'clientId') ?? '',
      protocol: PROTOCOL_VERSION,
      schema: SCHEMA_VERSION,
      ...(epoch === undefined ? {} : { epoch }),
    };
    const { presence } = this.events;
    const current = (work: () => void) => () => attempt === this.attempt && work();
    this.connection = this.environment.transport(server, handshake, {
      opened: current(() => this.opened()),
      closed: (problem) => attempt === this.attempt && this.closed(problem),
      delta: (delta) => attempt === this.attempt && this.follow(delta),
      scopes: current(() => this.exchange?.requestPull()),
      expiring: current(() => this.renewal?.expiring()),
      revoked: (problem) => attempt === this.attempt && this.closed(problem),
      presenceChange: (change) => attempt === this.attempt && presence.presenceChange(change),
      presenceRoom: (rooms) => attempt === this.attempt && presence.presenceRoom(rooms),
      typingChange: (change) => attempt === this.attempt && presence.typingChange(change),
      draining: (reconnectAfterMs) => attempt === this.attempt && this.leave(reconnectAfterMs),
    });
    this.renewal = new TokenRenewal({
      connection: this.connection,
      tokens: this.tokens,
      token,
      environment: this.environment,
      refused: (problem) => attempt === this.attempt && this.closed(problem),
    });
  }

  private opened(): void {
    if (this.connection === undefined) return;
    // The line stands; catching up may take a while, and is no being offline.
    if (this.line.state === 'offline') this.setLine('connecting');
    this.exchange = new Exchange(this.connection, this.account, this.environment, {
      ...this.events,
      caughtUp: () => {
        this.failures = 0;
        if (this.line.state !== 'live') this.setLine('live');
        this.events.caughtUp();
        this.showPeople();
      },
      measured: (roundTripMs) => {
        this.line = { ...this.line, roundTripMs };
        this.events.lineChanged();
      },
      stuckChanged: () => this.events.lineChanged(),
      failed: (problem) => this.closed(problem),
    });
    this.exchange.setResting(this.resting);
    this.exchange.start();
  }

  private showPeople(): void {
    if (this.showsPeople || this.connection === undefined) return;
    this.showsPeople = true;
    this.events.presence.lineUp(this.connection);
  }

  private follow(delta: Delta): void {
    try {
      this.exchange?.follow(delta);
    } catch (error) {
      // Whatever could not be applied is fetched again after reconnecting.
      this.closed(asProblem(error, 'A change could not be applied.', this.account.folder));
    }
  }

  /** The server goes away on purpose and says when to come back. */
  private leave(reconnectAfterMs: number): void {
    this.drop();
    this.retryIn(reconnectAfterMs, 'connecting', 'The server is restarting.');
  }

  private closed(reason: HoldfastError): void {
    const ranOut = reason.code === 'CONNECTION_ERROR' && this.renewal?.isDue === true;
    this.drop();
    if (!this.running) return;
    const problem = this.mend(reason);
    this.environment.log('connection closed', {
      code: problem.code,
      message: problem.message,
      cause: String(problem.cause ?? ''),
    });
    this.events.lost(problem);
    this.failures += 1;
    if ((ranOut || isMended(problem)) && this.failures === 1) this.connect();
    else this.comeBack(problem);
  }

  /** Does what can be done here against the reason of the end. Gives the reason, or why nothing could be done. */
  private mend(problem: HoldfastError): HoldfastError {
    try {
      const { reason } = problem.details;
      if (problem.code === 'TOKEN_EXPIRED') this.tokens.expire(this.token);
      // The server knows this client id as another person's: it was never this copy's (S6, S7).
      if (reason === 'client') countAnew(this.account, this.environment);
      if (reason === 'disabled') this.purge();
      return problem;
    } catch (error) {
      return asProblem(error, 'Synchronising failed.', this.account.folder);
    }
  }

  /** Plans the next try, and says how it stands until then. */
  private comeBack(problem: HoldfastError): void {
    if (problem.code === 'AUTHENTICATION_FAILED' || problem.code === 'AUTHORIZATION_FAILED') {
      this.retryIn(RARELY_MS, 'sign-in-needed', problem.message);
      this.events.signInNeeded(problem);
      return;
    }
    if (problem.code === 'UPGRADE_REQUIRED') {
      this.retryIn(this.untilUpgraded(problem), 'update-needed', problem.message);
      return;
    }
    const wait = Math.max(
      problem.details.retryAfterMs ?? 0,
      whileResting(backoff(this.failures, this.environment.randomBytes), this.resting),
    );
    const offline = this.failures >= OFFLINE_AFTER || !this.networkThere;
    this.retryIn(wait, offline ? 'offline' : 'connecting', problem.message);
  }

  /** Where servers are replaced one after the other, a newer one may stand beside the one that was reached. */
  private untilUpgraded({ details }: HoldfastError): number {
    const mayBeBeside = details.reason === 'server-too-old' && this.failures <= TRIES_BESIDE;
    return mayBeBeside ? backoff(this.failures, this.environment.randomBytes) : RARELY_MS;
  }

  /** The account is disabled: what the server had sent leaves this disk (S7). */
  private purge(): void {
    const { statements, userId } = this.account;
    if (readMeta(statements, 'disabled') === '1') return;
    this.events.applied(applyDisabled(statements, userId), false);
  }

  /** Many machines of an office wake up at the same moment, with nobody there yet. */
  private tryWithin(milliseconds: number): void {
    if (!this.running || this.connection !== undefined) return;
    this.cancelRetry();
    this.retryIn(Math.round(milliseconds * this.chance()), this.line.state, this.line.problem);
  }

  private chance(): number {
    return (this.environment.randomBytes(1)[0] ?? 0) / 255;
  }

  private retryIn(milliseconds: number, state: LineState['state'], problem: string | undefined): void {
    this.cancelRetry = this.environment.clock.after(milliseconds, () => this.connect());
    this.setLine(state, this.environment.clock.now() + milliseconds, problem);
  }

  private drop(): Promise<void> {
    this.attempt += 1;
    this.cancelRetry();
    this.exchange?.stop();
    this.exchange = undefined;
    this.renewal?.stop();
    this.renewal = undefined;
    if (this.showsPeople) this.events.presence.lineDown();
    this.showsPeople = false;
    const closed = this.connection?.close();
    this.connection = undefined;
    return closed ?? Promise.resolve();
  }

  private setLine(state: LineState['state'], nextTryAt?: number, problem?: string): void {
    const since = state === this.line.state ? this.line.since : this.environment.clock.now();
    const roundTripMs = state === 'live' ? this.line.roundTripMs : undefined;
    this.line = { ...this.lineNow(state), since, nextTryAt, problem, roundTripMs };
    this.events.lineChanged();
  }

  private lineNow(state: LineState['state']): LineState {
    return {
      state,
      since: this.environment.clock.now(),
      nextTryAt: undefined,
      problem: undefined,
      roundTripMs: undefined,
    };
  }
}

/** Whether the reason of the end is gone: the next try has another token, or another client id. */
function isMended({ code, details }: HoldfastError): boolean {
  return code === 'TOKEN_EXPIRED' || details.reason === 'renumbered' || details.reason === 'client';
}
