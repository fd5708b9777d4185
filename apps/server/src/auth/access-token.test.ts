import { SignJWT, UnsecuredJWT } from 'jose';
import { expect, test } from 'vitest';
import { AccessTokens } from './access-token.ts';

const SECRET = 'a secret that is long enough also for the algorithms that are not to be taken';
const NOW = 1_800_000_000_000;
const key = (secret: string) => new TextEncoder().encode(secret);

const tokens = (now = NOW) => new AccessTokens(SECRET, 600, () => now);

/** A token like ours, but for what is given. */
function forged(about: { typ?: string; alg?: string; iss?: string; aud?: string; secret?: string } = {}) {
  const { typ = 'at+jwt', alg = 'HS256', iss = 'holdfast', aud = 'holdfast-sync', secret = SECRET } = about;
  return new SignJWT({ sid: 's' })
    .setProtectedHeader({ alg, typ })
    .setSubject('u')
    .setIssuer(iss)
    .setAudience(aud)
    .setExpirationTime(NOW / 1000 + 60)
    .sign(key(secret));
}

test('37: a token of ours says who it is for and when it runs out, and is good for ten minutes', async () => {
  const token = await tokens().issue({ userId: 'u', sessionId: 's' });
  expect(await tokens().verify(token)).toEqual({ userId: 'u', sessionId: 's', expiresAt: NOW + 600_000 });
  expect(await tokens(NOW + 599_000).verify(token)).toMatchObject({ userId: 'u' });
  await expect(tokens(NOW + 601_000).verify(token)).rejects.toMatchObject({ code: 'TOKEN_EXPIRED' });
});

test('37: algorithm, type, issuer and audience are pinned', async () => {
  expect(await tokens().verify(await forged())).toMatchObject({ userId: 'u' });
  const refused = [
    await forged({ alg: 'HS384' }),
    await forged({ alg: 'HS512' }),
    await forged({ typ: 'JWT' }),
    await forged({ typ: 'rt+jwt' }),
    await forged({ iss: 'another' }),
    await forged({ aud: 'another' }),
    await forged({ secret: 'x'.repeat(64) }),
    new UnsecuredJWT({ sid: 's' })
      .setSubject('u')
      .setIssuer('holdfast')
      .setAudience('holdfast-sync')
      .encode(),
    `${(await forged()).split('.').slice(0, 2).join('.')}.`,
    '',
    'a.b.c',
  ];
  for (const token of refused) {
    await expect(tokens().verify(token), token).rejects.toMatchObject({ code: 'AUTHENTICATION_FAILED' });
  }
});

test('37: a token that never runs out, or names nobody, is refused', async () => {
  const bare = () => new SignJWT({}).setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' });
  const named = () => bare().setIssuer('holdfast').setAudience('holdfast-sync');
  const refused = [
    await named().setSubject('u').sign(key(SECRET)),
    await named()
      .setExpirationTime(NOW / 1000 + 60)
      .sign(key(SECRET)),
  ];
  for (const token of refused) {
    await expect(tokens().verify(token)).rejects.toMatchObject({ code: 'AUTHENTICATION_FAILED' });
  }
});
