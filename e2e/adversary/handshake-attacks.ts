import fc from 'fast-check';
import type { Attack, Attacker } from './attack.ts';
import { cut, isRecord, judgeError } from './judge.ts';
import { Cut, Refused, refusalOf } from './line.ts';
import { nearly } from './nearly.ts';
import type { Scene } from './scene.ts';
import { forgedTokens } from './tokens.ts';
import { hostileValues } from './values.ts';

/** Handshakes with forged tokens, with others' ids, or with anything at all in them, on every namespace. */
export function handshakeAttacks(scene: Scene): fc.Arbitrary<Attack> {
  const values = hostileValues(scene.known);
  const forged = forgedTokens(scene).map((token) => ({ ...scene.handshake(), token }));
  const [token = ''] = scene.tokens;
  const right = fc.constant({ ...scene.handshake(), token, epoch: scene.epoch });
  const auth = fc.oneof(forged, nearly(right, values), values);
  const namespace = fc.constantFrom('', '', '', '/events', '/events', '/nowhere', '/events/', '/__proto__');
  return fc.tuple(namespace, auth).map(([space, value]) => {
    const text = JSON.stringify(value) ?? '';
    return { what: `handshake ${space} ${cut(text)}`, run: (attacker) => shakeHands(attacker, space, text) };
  });
}

/** Being let in is fine: nearly the right handshake may be right. */
async function shakeHands(attacker: Attacker, namespace: string, auth: string): Promise<string | undefined> {
  const line = attacker.newLine(namespace);
  try {
    await line.enter(auth);
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return judgeRefusal(error);
    // What is no packet at all gets its line cut.
    if (error instanceof Cut) return undefined;
    throw error;
  } finally {
    line.close();
  }
}

/** Socket.IO itself refuses namespaces that there are not, in words of its own. */
function judgeRefusal(refused: Refused): string | undefined {
  const { packet } = refused;
  if (isRecord(packet) && packet.message === 'Invalid namespace') return undefined;
  return judgeError(refusalOf(refused));
}
