import { z } from 'zod';

/** A variant as the library reads it: how its type is written, and the one value. */
const variantSchema = z.tuple([z.array(z.unknown()), z.array(z.unknown()).length(1)]);

/** The value in a variant (`v`). Throws where there is none. */
export function readVariant(value: unknown): unknown {
  return variantSchema.parse(value)[1][0];
}

const namedSchema = z.array(z.tuple([z.string(), variantSchema]));

/** Named values (`a{sv}`) by their names. Throws where that is something else. */
export function readNamed(value: unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(namedSchema.parse(value).map(([name, variant]) => [name, variant[1][0]]));
}

/** A value with how its type is written, to be sent as a variant. */
export type Typed = readonly [signature: string, value: unknown];

/** Named values in the form in which the library sends them (`a{sv}`). */
export function writeNamed(values: Readonly<Record<string, Typed>>): readonly unknown[] {
  return Object.entries(values);
}
