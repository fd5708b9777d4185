import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { PlainError } from './plain-error.mjs';

const SIGNATURE = /\n# signature: [^\n]*\n$/;
const STAGING = /^stagingPercentage: .*\n/m;

/**
 * A new key pair for an update feed: `privateKey`, PKCS #8 in PEM, which signs and stays with whoever publishes;
 * and `publicKey`, SPKI in base64 on one line, which goes into each package.
 */
export function newFeedKey() {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' });
  return { privateKey: pem, publicKey: publicKeyOf(pem) };
}

/** The public half of a private key in PEM. */
export function publicKeyOf(privateKey) {
  return createPublicKey(readKey(privateKey)).export({ format: 'der', type: 'spki' }).toString('base64');
}

/**
 * A feed of electron-builder (`name` is the file's own, such as `latest-linux.yml`) with a signature as its last
 * line, in place of an earlier one. `percent`, 0 to 100, offers it to so many of the devices; absent, to what the
 * feed said before, or to all. apps/desktop/src/main/updates/signed-feed.ts reads it.
 */
export function signFeed(name, text, privateKey, percent) {
  const content = withStaging(`${text.trimEnd()}\n`.replace(SIGNATURE, '\n'), percent);
  const signature = sign(null, Buffer.from(`holdfast update feed\n${name}\n${content}`), readKey(privateKey));
  return `${content}# signature: ${signature.toString('base64')}\n`;
}

function withStaging(text, percent) {
  if (percent === undefined) return text;
  if (!(percent >= 0 && percent <= 100)) throw new PlainError(`${percent} is not a percentage from 0 to 100`);
  return `${text.replace(STAGING, '')}stagingPercentage: ${percent}\n`;
}

function readKey(pem) {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'ed25519') throw new PlainError('the key is not an Ed25519 key');
  return key;
}
