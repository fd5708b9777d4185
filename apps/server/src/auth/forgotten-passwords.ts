import type { Logger } from 'pino';
import type { Mailer } from '../mail/mailer.ts';
import type { Store } from '../store/store.ts';
import type { Outside } from '../sync/outside.ts';
import { runReadingEffect } from '../sync/run-effect.ts';
import type { Codes } from './codes.ts';
import { personByEmail } from './person-by-email.ts';

export interface ForgottenPasswordsOptions {
  readonly store: Store;
  readonly outside: Outside;
  readonly codes: Pick<Codes, 'reset'>;
  /** Without it nothing is sent: codes then come from an administrator. */
  readonly mailer: Mailer | undefined;
  readonly log: Logger;
}

/** Mails codes to people who forgot their passwords. Who asks learns nothing of whether there is such an account. */
export class ForgottenPasswords {
  readonly #options: ForgottenPasswordsOptions;
  readonly #sending = new Set<Promise<void>>();

  constructor(options: ForgottenPasswordsOptions) {
    this.#options = options;
  }

  /** Returns at once, whoever is asked for: what follows is done after the answer. */
  ask(email: string, address: string): void {
    if (this.#options.mailer === undefined) return;
    const sending = this.#send(email, address).catch((error: unknown) => {
      this.#options.log.error({ err: error }, 'a code for a new password was not made');
    });
    this.#sending.add(sending);
    void sending.then(() => this.#sending.delete(sending));
  }

  /** Resolves when nothing is being sent. */
  async idle(): Promise<void> {
    await Promise.all(this.#sending);
  }

  async #send(email: string, address: string): Promise<void> {
    const { store, outside, codes } = this.#options;
    await outside.nextTurn();
    const user = await store.read(() => runReadingEffect(personByEmail(email)));
    if (user === undefined || user.disabled) return;
    await codes.reset(user.id, { id: user.id, address });
  }
}
