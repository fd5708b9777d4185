import { serveCalls } from '../bench/sync/serve-calls.ts';
import type { Confirmed } from '../crash/confirmed.ts';
import type { Person } from '../support/server-process.ts';
import { Member, type MemberState } from './member.ts';

/** Signing in is slow on purpose: so many at a time. */
const SIGN_INS = 4;

let members: Member[] = [];
let url = '';

/** Several real engines in one process, each with a folder of its own. */
const calls = {
  async signIn(server: string, persons: readonly Person[], seed: number): Promise<void> {
    url = server;
    members = persons.map((person, place) => new Member(person, seed + place));
    const waiting = [...members];
    const signInNext = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await next.signIn(url);
    };
    await Promise.all(Array.from({ length: SIGN_INS }, signInNext));
  },

  write(everyMs: number): void {
    for (const member of members) member.write(url, everyMs);
  },

  async finish(): Promise<void> {
    await Promise.all(members.map((member) => member.finish(url)));
  },

  states(): MemberState[] {
    return members.map((member) => member.state());
  },

  sums(): number[] {
    return members.map((member) => member.sumOfRows());
  },

  confirmed(): Confirmed[] {
    return members.flatMap((member) => member.confirmed);
  },

  signedInAgain(): number {
    return members.reduce((sum, member) => sum + member.signedInAgain, 0);
  },

  /** All of them close their apps; their files stay. */
  leave(): void {
    for (const member of members) member.leave();
  },
};

export type CrowdCalls = typeof calls;

process.on('exit', () => {
  for (const member of members) member.remove();
});
serveCalls(calls);
