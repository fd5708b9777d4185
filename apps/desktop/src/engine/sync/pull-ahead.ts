import { isDeepStrictEqual } from 'node:util';
import type { PullRequest, PullResponse } from '@holdfast/shared/protocol/pull.ts';
import type { OpenLine } from './open-line.ts';

/**
 * Asks for the next page while the last one is being written, so that neither side waits for the
 * other. What is asked is a guess: that nothing but the page itself moves the cursors. Where that
 * does not come true, the answer is dropped and the right question asked.
 */
export class PullAhead {
  private guess: { request: PullRequest; answer: Promise<PullResponse | undefined> } | undefined;

  private readonly line: OpenLine;

  constructor(line: OpenLine) {
    this.line = line;
  }

  /** The answer to a pull, perhaps asked for already. Nothing once the line was left. */
  ask(request: PullRequest): Promise<PullResponse | undefined> {
    const { guess } = this;
    this.guess = undefined;
    if (guess !== undefined && isDeepStrictEqual(guess.request, request)) return guess.answer;
    return this.line.ask((connection) => connection.pull(request));
  }

  /** Asks for what follows a page that was the answer to `request`. */
  guessNext(request: PullRequest, page: PullResponse): void {
    if (!page.more) return;
    const next = { ...request, epoch: page.epoch, cursors: { ...request.cursors, ...page.cursors } };
    const answer = this.line.ask((connection) => connection.pull(next));
    // If the guess was wrong nobody reads this, and the right question is answered with what is wrong.
    answer.catch(() => {});
    this.guess = { request: next, answer };
  }
}
