/** A part of a file; `to` is not included. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/** Nothing of the file is asked for by a range that lies outside it. */
export const OUTSIDE = 'outside';

const ONE_RANGE = /^bytes=(\d{0,15})-(\d{0,15})$/;

/**
 * The one range that a request asks for (RFC 9110, 14). Nothing where the whole file is meant: without a range, for
 * several, for one that cannot be read, or where `If-Range` names another content.
 */
export function readRange(
  headers: { readonly range?: string | undefined; readonly 'if-range'?: string | string[] | undefined },
  size: number,
  etag: string,
): ByteRange | typeof OUTSIDE | undefined {
  const ifRange = headers['if-range'];
  if (ifRange !== undefined && ifRange !== etag) return undefined;
  const [, first = '', last = ''] = ONE_RANGE.exec(headers.range ?? '') ?? [];
  if (first === '') return last === '' ? undefined : lastBytes(Number(last), size);
  const from = Number(first);
  if (last !== '' && Number(last) < from) return undefined;
  if (from >= size) return OUTSIDE;
  return { from, to: last === '' ? size : Math.min(Number(last) + 1, size) };
}

function lastBytes(count: number, size: number): ByteRange | typeof OUTSIDE {
  return count === 0 || size === 0 ? OUTSIDE : { from: Math.max(0, size - count), to: size };
}
