import { hash, verify } from '@node-rs/argon2';

export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 1_024;

/** 19 MiB, two passes, one lane: the least that OWASP's password storage cheat sheet asks. The library's default is argon2id. */
const options = {
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
};

/** What is wrong with a new password, in plain words; nothing if it will do. */
export function passwordProblem(password: string): string | undefined {
  const length = [...password].length;
  if (length < SHORTEST_PASSWORD) return `A password needs at least ${SHORTEST_PASSWORD} characters.`;
  if (length > LONGEST_PASSWORD) return `A password has at most ${LONGEST_PASSWORD} characters.`;
  return undefined;
}

export function hashPassword(password: string): Promise<string> {
  return hash(password, options);
}

let decoy: Promise<string> | undefined;

/**
 * Whether this is the password. Without a hash, because there is no such account, it takes as long
 * and says no, so that nobody learns which accounts there are.
 */
export async function isPassword(known: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword('a password that nobody has');
  const matches = await verify(known ?? (await decoy), password);
  return known !== undefined && matches;
}
