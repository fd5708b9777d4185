import { type ErrorCode, HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Config } from '../config.ts';
import { addressKey } from '../http/address-key.ts';
import { type Counted, GrowingDelays, tooManyTries } from './growing-delays.ts';

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 3_600;
/** Whoever forgot a password gets so many mails an hour: nobody shall be flooded with them by strangers. */
const FORGOT_MAILS_PER_HOUR = 3;
/** So many wrong codes are free. Nobody mistypes more often. */
const FREE_CODES = 10;
const MOST_KNOWN_PLACES = 10_000;

export interface SignInLimitsOptions {
  readonly config: Pick<
    Config,
    'signInsPerMinute' | 'signInsPerMinutePerAddress' | 'signInFailures' | 'signInFailuresPerAddress'
  >;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Is told of who has failed so often that they have to wait. */
  readonly onGuessing: (address: string, what: string) => void;
}

/** One try, which counts as failed until it says otherwise. */
export interface Try {
  succeeded(): void;
  /** It was no guess: something else went wrong. */
  takeBack(): void;
}

/** Runs a try. Only an error of this code means that what was tried was wrong. */
export async function runTry<T>(attempt: Try, wrong: ErrorCode, run: () => Promise<T>): Promise<T> {
  try {
    const result = await run();
    attempt.succeeded();
    return result;
  } catch (error) {
    if (!(error instanceof HoldfastError && error.code === wrong)) attempt.takeBack();
    throw error;
  }
}

/**
 * Slows down guessing of passwords and codes: so many tries a minute, and after failures a delay that
 * grows, for an account and for an address. Whoever signed in from an address before has a
 * count of their own there: strangers who guess their password do not lock them out.
 */
export class SignInLimits {
  readonly #options: SignInLimitsOptions;
  readonly #perMinute: { readonly account: RateLimiterMemory; readonly address: RateLimiterMemory };
  readonly #forgotMails: RateLimiterMemory;
  readonly #accounts: GrowingDelays;
  readonly #addresses: GrowingDelays;
  readonly #codes: GrowingDelays;
  /** From where accounts were signed in to, the longest ago first. */
  readonly #knownPlaces = new Set<string>();

  constructor(options: SignInLimitsOptions) {
    this.#options = options;
    const { config, now } = options;
    this.#perMinute = {
      account: new RateLimiterMemory({ points: config.signInsPerMinute, duration: MINUTE_SECONDS }),
      address: new RateLimiterMemory({ points: config.signInsPerMinutePerAddress, duration: MINUTE_SECONDS }),
    };
    this.#forgotMails = new RateLimiterMemory({ points: FORGOT_MAILS_PER_HOUR, duration: HOUR_SECONDS });
    this.#accounts = new GrowingDelays({ free: config.signInFailures, now });
    this.#addresses = new GrowingDelays({ free: config.signInFailuresPerAddress, now });
    this.#codes = new GrowingDelays({ free: FREE_CODES, now });
  }

  /** Before a password is checked. @throws RATE_LIMIT_EXCEEDED with the time to wait */
  async take(email: string, address: string): Promise<Try> {
    const network = addressKey(address);
    const place = JSON.stringify([email, network]);
    const account = this.#knownPlaces.has(place) ? place : email;
    await consume(this.#perMinute.address, network);
    await consume(this.#perMinute.account, account);
    this.#addresses.check(network);
    this.#accounts.check(account);
    const { signInFailures, signInFailuresPerAddress } = this.#options.config;
    const fromAddress = this.#addresses.count(network);
    const ofAccount = this.#accounts.count(account);
    this.#tell(fromAddress, signInFailuresPerAddress, address, 'passwords');
    this.#tell(ofAccount, signInFailures, address, 'the password of one account');
    return {
      succeeded: () => {
        this.#addresses.takeBack(network, fromAddress);
        this.#accounts.reset(account);
        this.#know(place);
      },
      takeBack: () => {
        this.#addresses.takeBack(network, fromAddress);
        this.#accounts.takeBack(account, ofAccount);
      },
    };
  }

  /** Before a code is looked at. @throws RATE_LIMIT_EXCEEDED with the time to wait */
  takeCode(address: string): Try {
    const network = addressKey(address);
    this.#codes.check(network);
    const counted = this.#codes.count(network);
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
    return (await waitOf(this.#forgotMails, email)) === 0;
  }

  #tell({ after: { failures } }: Counted, free: number, address: string, what: string): void {
    if (failures >= free) this.#options.onGuessing(address, `tries ${what}`);
  }

  #know(place: string): void {
    this.#knownPlaces.delete(place);
    this.#knownPlaces.add(place);
    const [oldest] = this.#knownPlaces;
    if (this.#knownPlaces.size > MOST_KNOWN_PLACES && oldest !== undefined) this.#knownPlaces.delete(oldest);
  }
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  const waitMs = await waitOf(limiter, key);
  if (waitMs > 0) throw tooManyTries(waitMs);
}

/** Takes one from a limiter. Gives how many milliseconds to wait if there was none left; else 0. */
async function waitOf(limiter: RateLimiterMemory, key: string): Promise<number> {
  try {
    await limiter.consume(key);
    return 0;
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    return Math.max(1, error.msBeforeNext);
  }
}
