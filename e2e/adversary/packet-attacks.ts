import fc from 'fast-check';
import type { Attack } from './attack.ts';
import { cut } from './judge.ts';
import { MAX_MESSAGE_BYTES } from './scene.ts';

/** What stands before the data of a packet: engine.io's kind, Socket.IO's kind, parts, namespace, number. */
const heads = fc
  .tuple(
    fc.constantFrom('0', '1', '2', '3', '4', '4', '4', '4', '4', '5', '6', '7', 'b', ''),
    fc.constantFrom('0', '1', '2', '2', '2', '3', '4', '5', '6', '9', ''),
    fc.constantFrom('', '', '', '1-', '0-', '99999999-', '-1-', '1', '--'),
    fc.constantFrom(
      '',
      '',
      '',
      '/,',
      '/events,',
      '/nowhere,',
      '/__proto__,',
      '/',
      '/events?x=1,',
      '/ \u0000,',
    ),
    fc.constantFrom('', '', '0', '1', '7', '99999999999999999999', '-1'),
  )
  .map((parts) => parts.join(''));

const tails = fc.oneof(
  fc.constantFrom(
    '',
    '[',
    '[]',
    '{}',
    'null',
    '""',
    '[null]',
    '[1]',
    '[{}]',
    '[["sync:push"]]',
    '["connect"]',
    '["connect_error",{"data":{}}]',
    '["disconnect"]',
    '["disconnecting"]',
    '["newListener","ping"]',
    '["removeListener","ping"]',
    '["ping",{"_placeholder":true,"num":0}]',
    '["ping",{"_placeholder":true,"num":1e9}]',
    '["sync:push",{"_placeholder":true,"num":"__proto__"}]',
    '{"__proto__":{"token":"x"}}',
    '{"toString":1}',
    `["ping",${'['.repeat(20_000)}${']'.repeat(20_000)}]`,
    `["ping",${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}]`,
    '["ping",1e999]',
    '["ping",{"hash":0}] more',
  ),
  fc.json({ maxDepth: 2 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

/** Packets that no client would send, on a line that was let in: it goes on or is cut, and nothing else happens. */
export function packetAttacks(): fc.Arbitrary<Attack> {
  return fc.oneof(
    { weight: 8, arbitrary: fc.tuple(heads, tails).map(([head, tail]) => packetAttack(head + tail)) },
    {
      weight: 1,
      arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => packetAttack(new Uint8Array(bytes))),
    },
    {
      weight: 1,
      arbitrary: fc
        .integer({ min: 2, max: 4 })
        .map((times) => packetAttack('4'.repeat(MAX_MESSAGE_BYTES * times))),
    },
  );
}

function packetAttack(packet: string | Uint8Array<ArrayBuffer>): Attack {
  return {
    what: `packet ${typeof packet === 'string' ? cut(JSON.stringify(packet)) : `of bytes ${packet}`}`,
    run: async (attacker) => {
      const line = await attacker.line('');
      line.raw(packet);
      const wrong = await attacker.probe(line);
      // A packet that asks to be let in once more is answered later, and may end the line then.
      line.close();
      return wrong;
    },
  };
}
