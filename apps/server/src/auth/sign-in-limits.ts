import { type ErrorCode, HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { SharedMemory } from '../cluster/cluster.ts';
import type { Config } from '../config.ts';
import { addressKey } from '../http/address-key.ts';
import { hashedKey } from '../limits/hashed-key.ts';
import { SharedWindow } from '../limits/shared-window.ts';
import type { Outside } from '../sync/outside.ts';
import { type Counted, GrowingDelays, tooManyTries } from './growing-delays.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Whoever forgot a password gets so many mails an hour: nobody shall be flooded with them by strangers. */
const FORGOT_MAILS_PER_HOUR = 3;
/** So many wrong codes are free. Nobody mistypes more often. */
const FREE_CODES = 10;
const MOST_KNOWN_PLACES = 10_000;
/** Where somebody has not signed in for so long is no place of theirs any more, in milliseconds. */
const KNOWN_FOR_MS = 90 * 24 * HOUR_MS;

export interface SignInLimitsOptions {
  readonly config: Pick<
    Config,
    'signInsPerMinute' | 'signInsPerMinutePerAddress' | 'signInFailures' | 'signInFailuresPerAddress'
  >;
  readonly outside: Pick<Outside, 'now' | 'newId'>;
  /** What all processes remember together. */
  readonly memory: SharedMemory;
  /** Is told of who has failed so often that they have to wait. */
  readonly onGuessing: (address: string, what: string) => void;
}

/** One try, which counts as failed until it says otherwise. */
export interface Try {
  succeeded(): Promise<void>;
  /** It was no guess: something else went wrong. */
  takeBack(): Promise<void>;
}

/** Runs a try. Only an error of this code means that what was tried was wrong. */
export async function runTry<T>(attempt: Try, wrong: ErrorCode, run: () => Promise<T>): Promise<T> {
  try {
    const result = await run();
    await attempt.succeeded();
    return result;
  } catch (error) {
    if (!(error instanceof HoldfastError && error.code === wrong)) await attempt.takeBack();
    throw error;
  }
}

/**
 * Slows down guessing of passwords and codes: so many tries a minute, and after failures a delay that
 * grows, for an account and for an address. Whoever signed in from an address before has a
 * count of their own there: strangers who guess their password do not lock them out. All processes count together.
 */
export class SignInLimits {
  readonly #options: SignInLimitsOptions;
  readonly #perMinute: { readonly account: SharedWindow; readonly address: SharedWindow };
  readonly #forgotMails: SharedWindow;
  readonly #accounts: GrowingDelays;
  readonly #addresses: GrowingDelays;
  readonly #codes: GrowingDelays;
  /** From where accounts were signed in to here, the longest ago first. It holds also while the others cannot be asked. */
  readonly #knownPlaces = new Set<string>();

  constructor(options: SignInLimitsOptions) {
    this.#options = options;
    const { config, memory, outside } = options;
    const { now } = outside;
    const window = (name: string, most: number, windowMs: number) =>
      new SharedWindow({ name, most, windowMs, memory, now });
    this.#perMinute = {
      account: window('account', config.signInsPerMinute, MINUTE_MS),
      address: window('address', config.signInsPerMinutePerAddress, MINUTE_MS),
    };
    this.#forgotMails = window('forgot', FORGOT_MAILS_PER_HOUR, HOUR_MS);
    const delays = (name: string, free: number) => new GrowingDelays({ name, free, memory, outside });
    this.#accounts = delays('account', config.signInFailures);
    this.#addresses = delays('address', config.signInFailuresPerAddress);
    this.#codes = delays('code', FREE_CODES);
  }

  /** Before a password is checked. @throws RATE_LIMIT_EXCEEDED with the time to wait */
  async take(email: string, address: string): Promise<Try> {
    const network = addressKey(address);
    const place = hashedKey(JSON.stringify([email, network]));
    const account = (await this.#isKnown(place)) ? place : email;
    await consume(this.#perMinute.address, network);
    await consume(this.#perMinute.account, account);
    const { fromAddress, ofAccount } = await this.#count(network, account);
    const { signInFailures, signInFailuresPerAddress } = this.#options.config;
    this.#tell(fromAddress, signInFailuresPerAddress, address, 'passwords');
    this.#tell(ofAccount, signInFailures, address, 'the password of one account');
    return {
      succeeded: async () => {
        await this.#addresses.takeBack(network, fromAddress);
        await this.#accounts.reset(account);
        await this.#know(place);
      },
      takeBack: async () => {
        await this.#addresses.takeBack(network, fromAddress);
        await this.#accounts.takeBack(account, ofAccount);
      },
    };
  }

  /** Before a code is looked at. @throws RATE_LIMIT_EXCEEDED with the time to wait */
  async takeCode(address: string): Promise<Try> {
    const network = addressKey(address);
    const counted = await this.#codes.take(network);
    this.#tell(counted, FREE_CODES, address, 'codes');
    const takeBack = () => this.#codes.takeBack(network, counted);
    return { succeeded: takeBack, takeBack };
  }

  /**
   * Before somebody who forgot their password is looked for. Gives whether they may be sent one more
   * mail, which the answer does not tell. @throws RATE_LIMIT_EXCEEDED for an address that asks too often
   */
  async takeForgot(email: string, address: string): Promise<boolean> {
    await consume(this.#perMinute.address, addressKey(address));
    return (await this.#forgotMails.take(email)) === 0;
  }

  /** Counts a try for its address and its account, or for neither. */
  async #count(network: string, account: string): Promise<{ fromAddress: Counted; ofAccount: Counted }> {
    const fromAddress = await this.#addresses.take(network);
    try {
      return { fromAddress, ofAccount: await this.#accounts.take(account) };
    } catch (error) {
      await this.#addresses.takeBack(network, fromAddress);
      throw error;
    }
  }

  #tell({ failures }: Counted, free: number, address: string, what: string): void {
    if (failures >= free) this.#options.onGuessing(address, `tries ${what}`);
  }

  async #isKnown(place: string): Promise<boolean> {
    return this.#knownPlaces.has(place) || (await this.#options.memory.get(`known:${place}`)) !== undefined;
  }

  async #know(place: string): Promise<void> {
    this.#knownPlaces.delete(place);
    this.#knownPlaces.add(place);
    const [oldest] = this.#knownPlaces;
    if (this.#knownPlaces.size > MOST_KNOWN_PLACES && oldest !== undefined) this.#knownPlaces.delete(oldest);
    await this.#options.memory.set(`known:${place}`, 'yes', KNOWN_FOR_MS);
  }
}

async function consume(limiter: SharedWindow, key: string): Promise<void> {
  const waitMs = await limiter.take(key);
  if (waitMs > 0) throw tooManyTries(waitMs);
}
