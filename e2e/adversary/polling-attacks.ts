import fc from 'fast-check';
import type { Attack, Attacker } from './attack.ts';
import { type Exchanged, exchange } from './exchange.ts';
import { cut } from './judge.ts';
import { Cut } from './line.ts';

const PATH = '/socket.io/?EIO=4&transport=polling';
const payloads = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '',
    '40',
    '40{}',
    '40{"token":1}',
    '42["ping",{}]',
    '2\u001e2\u001e2',
    '\u001e'.repeat(5_000),
    `b${'A'.repeat(100)}`,
    'b!!!!',
    '2probe',
    '5',
    '1',
    '6'.repeat(70_000),
    `4${'x'.repeat(140_000)}`,
  ),
);

/** Long-polling sessions that begin rightly and go on wrongly, or are somebody's who never was. */
export function pollingAttacks(): fc.Arbitrary<Attack> {
  return fc
    .record({
      payloads: fc.array(payloads, { minLength: 1, maxLength: 3 }),
      method: fc.constantFrom('POST', 'POST', 'POST', 'PUT', 'DELETE'),
      type: fc.constantFrom('text/plain;charset=UTF-8', 'application/octet-stream', 'application/json'),
    })
    .map(({ payloads, method, type }) => ({
      what: `${method} ${type} to a polling session: ${cut(JSON.stringify(payloads))}`,
      run: async (attacker) => {
        const sid = await openSession(attacker);
        if (sid === undefined) return 'a polling session could not be opened';
        for (const body of payloads) {
          const answer = await poll(attacker, method, `&sid=${sid}`, type, body);
          attacker.look(answer.text);
          // For other methods it is engine.io's own answer.
          if (answer.status === 500 && method === 'POST')
            return `the server failed by itself: ${cut(answer.text)}`;
        }
        // The packet that ends a session, so that nothing is left of it.
        await poll(attacker, 'POST', `&sid=${sid}`, 'text/plain', '1');
        return undefined;
      },
    }));
}

async function openSession(attacker: Attacker): Promise<string | undefined> {
  const { status, text } = await poll(attacker, 'GET', '', 'text/plain', '');
  // Held off: too many of its handshakes were refused.
  if (status === 429) throw new Cut();
  return /"sid":"([^"]+)"/.exec(text)?.[1];
}

function poll(
  attacker: Attacker,
  method: string,
  query: string,
  type: string,
  body: string,
): Promise<Exchanged> {
  const headers = { 'content-type': type };
  return exchange(attacker.scene.url, { method, path: `${PATH}${query}`, bearer: undefined, headers, body });
}
