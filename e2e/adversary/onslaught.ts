import fc from 'fast-check';
import { type Attack, Attacker } from './attack.ts';
import { brokenHttpAttacks, frameAttacks } from './byte-attacks.ts';
import {
  adminEvents,
  binaryEvents,
  largeEvents,
  nearlyRightEvents,
  nonsenseEvents,
} from './event-attacks.ts';
import { brokenUploads, fileAttacks } from './file-attacks.ts';
import { handshakeAttacks } from './handshake-attacks.ts';
import { httpAttacks, nearlyRightHttp } from './http-attacks.ts';
import { judgeError } from './judge.ts';
import { Cut, Refused, refusalOf } from './line.ts';
import { packetAttacks } from './packet-attacks.ts';
import { pollingAttacks } from './polling-attacks.ts';
import type { Scene } from './scene.ts';

/** So many are made at a time, each lot from a seed of its own. */
const LOT = 1_000;
/** After so many faults it gives up: the rest is mostly the same. */
const ENOUGH = 20;

export interface OnslaughtOptions {
  readonly count: number;
  readonly seed: number;
  /** How many attack at the same time. With 1, the order is the same in each run. */
  readonly lanes: number;
  /** Whether the server's limits hold as they come: then attackers may be cut and held off. */
  readonly limited: boolean;
}

/** Of every hundred: events most, since most code is behind them. */
export function allAttacks(scene: Scene): fc.Arbitrary<Attack> {
  return fc.oneof(
    { weight: 18, arbitrary: nonsenseEvents(scene) },
    { weight: 21, arbitrary: nearlyRightEvents(scene) },
    { weight: 5, arbitrary: adminEvents(scene) },
    { weight: 3, arbitrary: binaryEvents() },
    { weight: 2, arbitrary: largeEvents() },
    { weight: 8, arbitrary: packetAttacks() },
    { weight: 8, arbitrary: handshakeAttacks(scene) },
    { weight: 11, arbitrary: httpAttacks(scene) },
    { weight: 9, arbitrary: nearlyRightHttp(scene) },
    { weight: 7, arbitrary: fileAttacks(scene) },
    { weight: 1, arbitrary: brokenUploads(scene) },
    { weight: 3, arbitrary: brokenHttpAttacks() },
    { weight: 2, arbitrary: frameAttacks() },
    { weight: 2, arbitrary: pollingAttacks() },
  );
}

/** Throws `count` attacks at the server. Gives what was wrong, each with the attack that showed it. */
export async function attack(scene: Scene, options: OnslaughtOptions): Promise<string[]> {
  const attackers = Array.from(
    { length: options.lanes },
    (_, lane) => new Attacker(scene, scene.tokens[lane % scene.tokens.length] ?? ''),
  );
  const arbitrary = allAttacks(scene);
  const faults: string[] = [];
  for (let first = 0; first < options.count && faults.length < ENOUGH; first += LOT) {
    const numRuns = Math.min(LOT, options.count - first);
    const lot = fc.sample(arbitrary, { seed: options.seed + first, numRuns });
    const left = lot.entries();
    await Promise.all(
      attackers.map((attacker) => attackInTurn(attacker, left, { ...options, first }, faults)),
    );
  }
  for (const attacker of attackers) attacker.leave();
  return faults;
}

async function attackInTurn(
  attacker: Attacker,
  left: Iterable<[number, Attack]>,
  { first, limited }: OnslaughtOptions & { readonly first: number },
  faults: string[],
): Promise<void> {
  for (const [place, { what, run }] of left) {
    const wrong = await run(attacker).catch((error: unknown) =>
      limited && isHeldOff(error) ? undefined : String(error),
    );
    const leaked = attacker.takeLeak();
    if (wrong !== undefined) faults.push(`${first + place}: ${what}\n    ${wrong}`);
    if (leaked !== undefined) faults.push(`${first + place}: ${what}\n    others' words came out: ${leaked}`);
    if (faults.length >= ENOUGH) return;
  }
}

/** Whether an attacker was cut or not let in. */
function isHeldOff(error: unknown): boolean {
  return error instanceof Cut || (error instanceof Refused && judgeError(refusalOf(error)) === undefined);
}
