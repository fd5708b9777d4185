// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { CountingBridge } from '../hooks/test-support/counting-bridge.ts';

const PART = 1024 * 1024;
const bridge = new CountingBridge();
Object.assign(window, { holdfast: bridge });
const { dropHandover, handOver, retryHandover, settleHandovers, useHandovers } = await import(
  './handovers.ts'
);

const goal = { kind: 'draft', place: 'comment x' } as const;
const file = (name: string, size: number) => new File([new Uint8Array(size)], name);
const refused = { ok: false, error: { code: 'PAYLOAD_TOO_LARGE', message: 'Too large.' } } as const;

beforeEach(() => {
  bridge.calls.length = 0;
  bridge.outcome = undefined;
  useHandovers.setState({ list: [] });
});

const asked = () => bridge.calls.map(({ name }) => name);

test('a file is handed over in parts, each after the one before, and files one after the other', async () => {
  const bytes: number[] = [];
  const done = handOver([file('long.bin', 2 * PART + 5), file('empty.txt', 0)], goal);
  const stop = useHandovers.subscribe(({ list }) => bytes.push(list[0]?.done ?? -1));
  await done;
  stop();
  expect(asked()).toEqual([
    'fileBegin',
    'filePart',
    'filePart',
    'filePart',
    'fileEnd',
    'fileBegin',
    'fileEnd',
  ]);
  expect(bridge.calls[0]?.params).toEqual({ name: 'long.bin', size: 2 * PART + 5, goal });
  expect(bytes).toEqual([PART, 2 * PART, 2 * PART + 5, 0, -1]);
  expect(useHandovers.getState().list).toEqual([]);
});

test('what is not taken stays with its reason until one decides, and can be tried again', async () => {
  bridge.outcome = refused;
  await handOver([file('plan.pdf', 5)], goal);
  expect(useHandovers.getState().list).toMatchObject([{ file: { name: 'plan.pdf' }, problem: 'Too large.' }]);
  expect(await settleHandovers(goal)).toBe(false);
  expect(await settleHandovers({ kind: 'draft', place: 'elsewhere' })).toBe(true);
  bridge.outcome = undefined;
  bridge.calls.length = 0;
  await retryHandover(useHandovers.getState().list[0]?.id ?? '');
  expect(asked()).toEqual(['fileBegin', 'filePart', 'fileEnd']);
  expect(await settleHandovers(goal)).toBe(true);
});

test('what one thinks better of is not attached, and what was copied of it is forgotten', async () => {
  const done = handOver([file('long.bin', 3 * PART), file('other.bin', 1)], goal);
  const [first, second] = useHandovers.getState().list;
  dropHandover(second?.id ?? '');
  const stop = useHandovers.subscribe(({ list }) => list[0]?.done === PART && dropHandover(first?.id ?? ''));
  await done;
  stop();
  expect(asked()).toEqual(['fileBegin', 'filePart', 'fileCancel']);
});

test('a file that cannot be read is said to be so', async () => {
  const gone = file('gone.txt', 5);
  gone.slice = () => {
    throw new DOMException('gone', 'NotReadableError');
  };
  await handOver([gone], goal);
  expect(asked()).toEqual(['fileBegin', 'fileCancel']);
  expect(useHandovers.getState().list[0]?.problem).toBeDefined();
});
