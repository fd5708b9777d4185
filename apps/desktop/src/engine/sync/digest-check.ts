import { addDigests, type DigestSums, noSums } from '../store/digests.ts';
import { readMeta, writeMeta } from '../store/meta.ts';
import { countOutbox } from '../store/outbox.ts';
import { isFinished, readScopes, type ScopeState } from '../store/scope-state.ts';
import { readScopeAnew } from './new-life.ts';
import type { OpenLine } from './open-line.ts';

/** The first check begins within this time after catching up, by chance: not all clients at once, and after what people wait for. In milliseconds. */
const FIRST_WITHIN_MS = 60_000;
const EVERY_MS = 6 * 60 * 60_000;
/** How soon to try again where something was under way. */
const AGAIN_MS = 60_000;
/** Work between two steps is others' turn. */
const STEP_MS = 0;

/** Compares each scope with the server's, now and then, while nothing else is under way (S31). */
export class DigestCheck {
  private planned = false;
  private cancel = (): void => {};
  /** Scopes that were compared in this round. */
  private readonly compared = new Set<string>();

  private readonly line: OpenLine;
  private readonly isBusy: () => boolean;
  private readonly differs: () => void;

  /** `isBusy` says whether pulls or pushes are under way, `differs` hears that a scope shall be read anew. */
  constructor(line: OpenLine, isBusy: () => boolean, differs: () => void) {
    this.line = line;
    this.isBusy = isBusy;
    this.differs = differs;
  }

  /** Everything is here: plans the first check of this connection. */
  caughtUp(): void {
    if (this.planned) return;
    this.planned = true;
    const share = (this.line.environment.randomBytes(1)[0] ?? 0) / 255;
    this.plan(Math.round(FIRST_WITHIN_MS * share));
  }

  stop(): void {
    this.cancel();
  }

  private plan(milliseconds: number): void {
    this.cancel = this.line.environment.clock.after(milliseconds, () => this.line.run(() => this.round()));
  }

  private async round(): Promise<void> {
    if (!(await this.compareAll())) {
      this.plan(AGAIN_MS);
      return;
    }
    this.compared.clear();
    this.plan(EVERY_MS);
  }

  /** Says whether every scope was compared. */
  private async compareAll(): Promise<boolean> {
    const sums = await this.addUp();
    if (sums === undefined) return false;
    let complete = true;
    for (const state of sums.scopes) {
      if (this.compared.has(state.scope)) continue;
      const hash = sums.sums.get(state.number) ?? 0;
      if (await this.compare(state, hash)) this.compared.add(state.scope);
      else complete = false;
    }
    return complete;
  }

  /** The sums of all scopes at one moment; nothing where something else is under way. */
  private async addUp(): Promise<(DigestSums & { scopes: readonly ScopeState[] }) | undefined> {
    const { statements } = this.line.account;
    const scopes = [...readScopes(statements).values()];
    let sums: DigestSums = noSums;
    while (sums.next !== undefined) {
      if (this.line.isLeft || !this.isStill(scopes)) return undefined;
      sums = addDigests(statements, sums);
      if (sums.next !== undefined) await this.turn();
    }
    return this.isStill(scopes) ? { ...sums, scopes } : undefined;
  }

  /** Whether nothing is under way, and nothing has arrived since these scopes were read. */
  private isStill(before: readonly ScopeState[]): boolean {
    const { statements } = this.line.account;
    if (this.isBusy() || countOutbox(statements) > 0) return false;
    const now = readScopes(statements);
    if (now.size !== before.length) return false;
    return before.every((state) => {
      const current = now.get(state.scope);
      return current !== undefined && isFinished(current) && current.cursor.version === state.cursor.version;
    });
  }

  /** Says whether the server could compare it. */
  private async compare({ scope, cursor }: ScopeState, hash: number): Promise<boolean> {
    const request = { scope, cursor: cursor.version, hash };
    const answer = await this.line.ask((connection) => connection.digest(request));
    if (answer === undefined || !answer.atHead) return false;
    if (!answer.same) this.readAnew(scope);
    return true;
  }

  private readAnew(scope: string): void {
    const { statements } = this.line.account;
    const state = readScopes(statements).get(scope);
    if (state === undefined || !isFinished(state)) return;
    const count = Number(readMeta(statements, 'mismatches') ?? '0') + 1;
    this.line.environment.log('a scope differs from the server’s and is read anew', { scope, count });
    statements.database
      .transaction(() => {
        readScopeAnew(statements, state);
        writeMeta(statements, 'mismatches', String(count));
      })
      .immediate();
    this.differs();
  }

  private turn(): Promise<void> {
    return new Promise((resolve) => {
      this.line.environment.clock.after(STEP_MS, resolve);
    });
  }
}
