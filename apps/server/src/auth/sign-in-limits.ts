import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

const MINUTE_SECONDS = 60;

/** Slows down guessing of passwords: so many tries a minute for an account, and from an address. */
export class SignInLimits {
  readonly #byAccount: RateLimiterMemory;
  readonly #byAddress: RateLimiterMemory;

  constructor(perAccount: number, perAddress: number) {
    this.#byAccount = new RateLimiterMemory({ points: perAccount, duration: MINUTE_SECONDS });
    this.#byAddress = new RateLimiterMemory({ points: perAddress, duration: MINUTE_SECONDS });
  }

  /** @throws RATE_LIMIT_EXCEEDED with the time to wait */
  async take(email: string, address: string): Promise<void> {
    await consume(this.#byAddress, address);
    await consume(this.#byAccount, email);
  }
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw new HoldfastError('RATE_LIMIT_EXCEEDED', 'Too many tries. Wait a little, then try again.', {
      retryAfterMs: error.msBeforeNext,
    });
  }
}
