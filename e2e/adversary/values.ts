import fc from 'fast-check';

/** Names that are dangerous as keys of objects. */
export const trickyNames = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'length',
  '$ne',
  '_placeholder',
  'then',
  'toJSON',
  '',
];

const pollution = JSON.parse(
  '{"__proto__":{"isAdmin":true,"ok":true,"role":"admin"},"constructor":{"prototype":{"isAdmin":true}}}',
);

const numbers = fc.constantFrom(
  -1,
  -0,
  0,
  0.5,
  1,
  2 ** 31,
  2 ** 32,
  Number.MAX_SAFE_INTEGER,
  Number.MAX_SAFE_INTEGER + 2,
  -Number.MAX_SAFE_INTEGER,
  1e21,
  1e308,
  5e-324,
);

/** Texts that went wrong somewhere before: control characters, half characters, paths, SQL, templates. */
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '\u0000',
    '\ud800',
    '\u202e‮',
    "'; DROP TABLE ticket; --",
    '../../etc/passwd',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is meant to look like one
    '${process.exit(1)}',
    '{{7*7}}',
    '<img src=x onerror=alert(1)>',
    '0',
    'NaN',
    'null',
    'true',
    '9'.repeat(400),
    '%00',
    '\r\nSet-Cookie: a=b',
    '𝕳'.repeat(500),
  ),
  fc.constantFrom(...trickyNames),
);

export function deep(levels: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = 0;
  for (let level = 0; level < levels; level += 1) value = wrap(value);
  return value;
}

const shapes = fc.constantFrom<unknown>(
  pollution,
  deep(40, (inner) => [inner]),
  deep(2_000, (inner) => [inner]),
  deep(2_000, (inner) => ({ a: inner })),
  Object.fromEntries(Array.from({ length: 3_000 }, (_, place) => [`k${place}`, place])),
  Array.from({ length: 5_000 }, () => null),
  { _placeholder: true, num: 0 },
  { _placeholder: true, num: -1 },
  JSON.parse('{"then":"now"}'),
  { toJSON: 1 },
  { length: 1e9 },
);

/** Any value that JSON can carry, the nasty ones often. `known` are names that mean something to this server. */
export function hostileValues(known: readonly string[]): fc.Arbitrary<unknown> {
  const names = fc.constantFrom(...known);
  return fc.oneof(
    { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
    { weight: 3, arbitrary: texts },
    { weight: 3, arbitrary: numbers },
    { weight: 3, arbitrary: names },
    { weight: 2, arbitrary: fc.array(fc.oneof(names, texts, numbers), { maxLength: 6 }) },
    {
      weight: 2,
      arbitrary: fc.dictionary(fc.oneof(fc.constantFrom(...trickyNames), names), texts, { maxKeys: 5 }),
    },
    { weight: 1, arbitrary: shapes },
    { weight: 2, arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, '') },
  );
}
