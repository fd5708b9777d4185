/** On every answer about files: nothing may be made of it but bytes, and nobody between keeps it. */
export const safeHeaders = {
  'cache-control': 'private, no-store',
  'content-security-policy': "sandbox; default-src 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
} as const;

/** Whatever a file is, it is sent as bytes to be saved: who shows it looks at it themselves. */
export const BYTES_TYPE = 'application/octet-stream';

/** So that a browser saves it, under its name (RFC 6266). */
export function asAttachment(name: string): string {
  const plain = name.replace(/[^ !#-$&-.0-[\]-~]/g, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeName(name)}`;
}

/** What encodeURIComponent leaves but RFC 8187 does not. A half of a character pair cannot be encoded. */
function encodeName(name: string): string {
  return encodeURIComponent(name.replace(/\p{Surrogate}/gu, '_')).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
