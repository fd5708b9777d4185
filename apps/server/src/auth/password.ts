import { hash, verify } from '@node-rs/argon2';
import { isCommonPassword } from './common-passwords.ts';

export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 1_024;

/** 19 MiB, two passes, one lane: the least that OWASP's password storage cheat sheet asks. The library's default is argon2id. */
const options = {
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
};

/** Whose password it shall be: what is in everybody's sight is no secret. */
export interface PasswordOwner {
  readonly email: string;
  readonly name: string;
}

/**
 * What is wrong with a new password, in plain words; nothing if it will do. Its length counts, and
 * that nobody would guess it; which kinds of characters it holds does not.
 */
export function passwordProblem(password: string, owner?: PasswordOwner): string | undefined {
  const length = [...password].length;
  if (length < SHORTEST_PASSWORD) return `A password needs at least ${SHORTEST_PASSWORD} characters.`;
  if (length > LONGEST_PASSWORD) return `A password has at most ${LONGEST_PASSWORD} characters.`;
  if (isCommonPassword(password)) {
    return 'This password is one of the first that are tried. Take another one, such as four random words.';
  }
  if (owner !== undefined && isMadeOf(password, owner)) {
    return 'This password holds nothing but the name or e-mail address. Take another one, such as four random words.';
  }
  return undefined;
}

/** Whether nothing is left of a password once the parts of a name and an address are taken out. */
function isMadeOf(password: string, { email, name }: PasswordOwner): boolean {
  const parts = [...lettersOf(email), ...lettersOf(name)].sort((one, other) => other.length - one.length);
  let rest = lettersOf(password).join('');
  for (const part of parts) rest = rest.replaceAll(part, '');
  return rest === '';
}

/** The runs of letters and digits in a text, in lower case. */
function lettersOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
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
  const nobodys = await decoy;
  const matches = await verify(known ?? nobodys, password);
  return known !== undefined && matches;
}
