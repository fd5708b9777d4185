import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { type Scene, SIGNING_SECRET } from './scene.ts';

const NOW = Math.floor(Date.now() / 1_000);

/** Access tokens that must not let anybody in: wrongly signed, for something else, run out, or plain nonsense. */
export function forgedTokens(scene: Scene): fc.Arbitrary<string> {
  const claims = fc.record(
    {
      sub: fc.constantFrom(...scene.known, 'admin', ''),
      sid: fc.constantFrom(...scene.known, '', '../'),
      iss: fc.constantFrom('holdfast', 'another'),
      aud: fc.constantFrom('holdfast-sync', 'another'),
      exp: fc.constantFrom<unknown>(NOW + 3_600, NOW - 1, 1e15, 'never', null),
      role: fc.constant('admin'),
    },
    { requiredKeys: [] },
  );
  const header = fc.record({
    alg: fc.constantFrom('HS256', 'none', 'HS512', 'RS256', ''),
    typ: fc.constantFrom('at+jwt', 'JWT'),
    kid: fc.constantFrom('../../dev/null', "' OR 1=1"),
  });
  const key = fc.constantFrom(SIGNING_SECRET, 'another secret that is long enough', '');
  const made = fc.tuple(header, claims, key).map(([head, body, secret]) => sign(head, body, secret));
  const [own = ''] = scene.tokens;
  const damaged = fc
    .tuple(fc.nat(own.length - 1), fc.constantFrom('', '.', 'A', '=', '\u0000', 'é'))
    .map(([place, put]) => damage(own, place, put));
  return fc.oneof(
    made,
    damaged,
    fc.string(),
    fc.constantFrom('', '.', '..', scene.apiToken, 'x'.repeat(5_000)),
  );
}

/** Never the token itself, also where the character that is put in was there already. */
function damage(token: string, place: number, put: string): string {
  const damaged = `${token.slice(0, place)}${put}${token.slice(place + 1)}`;
  return damaged === token ? `${damaged}x` : damaged;
}

function sign(header: object, claims: object, secret: string): string {
  const signed = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
