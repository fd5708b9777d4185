import type { PresenceChange } from '@holdfast/shared/protocol/presence.ts';
import { FirstFailure } from '../ops/first-failure.ts';
import type { Suspicions } from '../realtime/suspicions.ts';
import type { Store } from '../store/store.ts';
import { readStore } from '../store/work.ts';
import { noObserver, type Observer } from '../sync/observer.ts';
import { PokedWork } from '../sync/poked-work.ts';
import { EventFeed } from './event-feed.ts';
import { EventsNamespace, type EventsNamespaceOptions } from './events-namespace.ts';
import { EventRefusals } from './refuse-events.ts';

export interface OutsideListeningOptions extends Omit<EventsNamespaceOptions, 'refuseEvent'> {
  readonly store: Store;
  readonly suspicions: Pick<Suspicions, 'note'>;
}

/** `/events` as a whole: bots with a good token are told what is committed, until the token is revoked. */
export class OutsideListening {
  /** Looks at once where something was committed. */
  readonly observer: Observer = { ...noObserver, toldOf: () => this.#feed.poke() };
  readonly #options: OutsideListeningOptions;
  readonly #namespace: EventsNamespace;
  readonly #feed: EventFeed;
  readonly #refusals: EventRefusals;
  readonly #failure: FirstFailure;
  readonly #looks = new PokedWork(() => this.#look());
  /** The auth revision up to which connections were checked. */
  #checkedAt = 0;
  #stopTimer = (): void => {};

  constructor(options: OutsideListeningOptions) {
    const { config } = options;
    this.#options = options;
    this.#failure = new FirstFailure(options.log, 'the tokens of bots could not be checked');
    this.#refusals = new EventRefusals(options);
    this.#namespace = new EventsNamespace({ ...options, refuseEvent: this.#refusals.refuse });
    this.#feed = new EventFeed({
      ...options,
      intervalMs: config.headsIntervalMs,
      listeners: this.#namespace.listeners,
      tell: (news) => this.#namespace.tell(news),
    });
  }

  /** Lets bots in. */
  open(): void {
    // A token may be revoked while its bot connects.
    this.#namespace.open(() => this.tokensRevoked());
  }

  /** Begins to tell them what is committed from now on. */
  async start(): Promise<void> {
    const { outside, config } = this.#options;
    await this.#feed.start();
    this.#stopTimer = outside.every(config.headsIntervalMs, () => this.#looks.poke());
  }

  /** Tokens may have been revoked here: their connections close at once. */
  tokensRevoked(): void {
    this.#checkTokens().catch((error: unknown) => this.#failed(error));
  }

  /** Tells bots of people what the apps are told. */
  tellPresence(change: PresenceChange): void {
    this.#namespace.tellPresence(change);
  }

  /** Tells what is committed by now, and lets all bots go; they shall come back within so long. */
  async stop(spreadMs: number): Promise<void> {
    this.#stopTimer();
    await this.#looks.idle();
    await this.#feed.stop();
    this.#namespace.drain(spreadMs);
    this.#refusals.stop();
  }

  /** Another process may have revoked a token. */
  async #look(): Promise<void> {
    try {
      const revision = await this.#options.store.read(() => readStore((tx) => tx.authRevision()));
      if (revision === this.#checkedAt) return;
      await this.#checkTokens();
      this.#checkedAt = revision;
      this.#failure.worked();
    } catch (error) {
      this.#failed(error);
    }
  }

  async #checkTokens(): Promise<void> {
    const ids = this.#namespace.listeners.tokenIds();
    if (ids.length > 0) this.#namespace.keepOnly(await this.#options.apiTokens.good(ids));
  }

  /** The next look checks them all. */
  #failed(error: unknown): void {
    this.#checkedAt = -1;
    this.#failure.failed(error);
  }
}
