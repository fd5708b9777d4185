import { type KeyObject, verify } from 'node:crypto';

/** Why an update is not taken. */
export type Refusal = 'not-signed' | 'bad-signature' | 'malformed' | 'older' | 'bad-file';

/** An update that must not be put in. */
export class UpdateRefused extends Error {
  override readonly name = 'UpdateRefused';
  readonly refusal: Refusal;

  constructor(refusal: Refusal, detail: string) {
    super(detail);
    this.refusal = refusal;
  }
}

const SIGNATURE = /\n# signature: ([A-Za-z0-9+/]{86}==)\n$/;

/**
 * What a feed says, if `publicKey` signed it under this very name: a feed of another channel or system that is
 * served in its place is refused. A feed is electron-updater's own file with a last line `# signature: …`, an Ed25519
 * signature of the name and of everything before that line; both stay together however a host copies files. Throws
 * UpdateRefused.
 */
export function openSignedFeed(name: string, text: string, publicKey: KeyObject): string {
  const match = SIGNATURE.exec(text);
  if (match === null) throw new UpdateRefused('not-signed', `${name} has no signature.`);
  const content = text.slice(0, match.index + 1);
  const signature = Buffer.from(match[1] ?? '', 'base64');
  // Base64 has more than one way to write its last bits: only one counts, so that a signed feed has one form.
  const isPlain = signature.toString('base64') === match[1];
  if (!isPlain || !verify(null, signedBytes(name, content), publicKey, signature))
    throw new UpdateRefused('bad-signature', `The signature of ${name} is not of the key of this app.`);
  return content;
}

function signedBytes(name: string, content: string): Buffer {
  return Buffer.from(`holdfast update feed\n${name}\n${content}`);
}
