import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';

/** Where updates come from, and the key that must have signed what is said there. */
export interface UpdateSource {
  /** A folder on a file host; ends with a slash. */
  readonly feed: URL;
  readonly publicKey: KeyObject;
}

/** What a package says of itself in its package.json, put there when it was made (scripts/lib/update-arguments.mjs). */
const packageSchema = z.object({
  updates: z.object({ feed: z.string(), publicKey: z.string() }).optional(),
});

/**
 * The source that a package was made for, or nothing where it was made for none. `mirror` is another address for
 * the same feed: the key stays that of the package, so nobody but its maker can say what is there. Throws where an
 * address or the key cannot be used.
 */
export function readUpdateSource(packageJson: unknown, mirror: string | undefined): UpdateSource | undefined {
  const { updates } = packageSchema.parse(packageJson);
  if (updates === undefined) return undefined;
  return { feed: readFeedAddress(mirror ?? updates.feed), publicKey: readPublicKey(updates.publicKey) };
}

/** Throws for anything but https, or http on this device. */
export function readFeedAddress(address: string): URL {
  if (!URL.canParse(address)) throw new Error(`The update feed "${address}" is not an address.`);
  const url = new URL(address);
  const isHere = url.protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  if (url.protocol !== 'https:' && !isHere) throw new Error(`The update feed "${address}" must be https.`);
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

/** An Ed25519 public key, as SPKI in base64. */
function readPublicKey(text: string): KeyObject {
  const key = createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
  if (key.asymmetricKeyType !== 'ed25519')
    throw new Error('The key of the update feed is not an Ed25519 key.');
  return key;
}
