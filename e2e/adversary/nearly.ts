import fc from 'fast-check';
import { isRecord } from './judge.ts';
import { trickyNames } from './values.ts';

/** One change of a request that was right: at the place that `steps` lead to. */
interface Twist {
  readonly steps: readonly number[];
  readonly kind: 'replace' | 'remove' | 'add';
  readonly name: string;
  readonly value: unknown;
}

/** Requests that are right but for one to three places: these come further than nonsense does. */
export function nearly(right: fc.Arbitrary<unknown>, values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const twist = fc.record<Twist>({
    steps: fc.array(fc.nat(20), { maxLength: 5 }),
    kind: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add'),
    name: fc.constantFrom(...trickyNames, 'id', 'role', 'userId', 'extra'),
    value: values,
  });
  return fc
    .tuple(right, fc.array(twist, { minLength: 1, maxLength: 3 }))
    .map(([request, twists]) => twists.reduce(twisted, request));
}

function twisted(value: unknown, twist: Twist): unknown {
  const [step, ...steps] = twist.steps;
  const isList = Array.isArray(value);
  if (step === undefined || !(isList || isRecord(value))) return twist.kind === 'add' ? value : twist.value;
  const parts = Object.entries(value);
  const rest = { ...twist, steps };
  const place = parts.length === 0 ? 0 : step % parts.length;
  const changed = parts.flatMap<[string, unknown]>(([name, part], at) => {
    if (at !== place) return [[name, part]];
    return steps.length === 0 && twist.kind === 'remove' ? [] : [[name, twisted(part, rest)]];
  });
  if (steps.length === 0 && twist.kind === 'add') changed.push([twist.name, twist.value]);
  // fromEntries makes a plain property also of `__proto__`.
  return isList ? changed.map(([, part]) => part) : Object.fromEntries(changed);
}
