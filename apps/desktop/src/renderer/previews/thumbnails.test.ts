import { expect, test, vi } from 'vitest';
import type { FileSource } from './file-source.ts';
import { Thumbnails } from './thumbnails.ts';

function file(hash: string): FileSource {
  return { hash, size: 1, read: async () => ({ ok: true, value: { bytes: new Uint8Array(1) } }) };
}

/** Makes pictures when the test says so. */
function setUp() {
  const made: string[] = [];
  const waiting: (() => void)[] = [];
  const thumbnails = new Thumbnails(async ({ hash }) => {
    made.push(hash);
    await new Promise<void>((resolve) => waiting.push(resolve));
    if (hash === 'wrong') throw new Error('It cannot be read.');
    return hash === 'none' ? undefined : new Blob([hash]);
  });
  return { made, waiting, thumbnails };
}

test('a picture is made once, whoever asks for it, and one at a time', async () => {
  const { thumbnails, made, waiting } = setUp();
  const [first, same, other] = ['a', 'a', 'b'].map((hash) => thumbnails.of(file(hash)));
  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  expect(made).toEqual(['a']);
  waiting[0]?.();
  expect(await first).toMatch(/^blob:/);
  expect(await same).toBe(await first);
  await vi.waitFor(() => expect(waiting).toHaveLength(2));
  waiting[1]?.();
  expect(await other).not.toBe(await first);
  expect(await thumbnails.of(file('a'))).toBe(await first);
  expect(made).toEqual(['a', 'b']);
});

test('what went wrong with one keeps no other from its turn, and may go well the next time', async () => {
  const { thumbnails, made, waiting } = setUp();
  const wrong = thumbnails.of(file('wrong'));
  const none = thumbnails.of(file('none'));
  const caught = expect(wrong).rejects.toThrow('It cannot be read.');
  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  waiting[0]?.();
  await caught;
  await vi.waitFor(() => expect(waiting).toHaveLength(2));
  waiting[1]?.();
  expect(await none).toBeUndefined();
  void thumbnails.of(file('wrong')).catch(() => {});
  await vi.waitFor(() => expect(made).toEqual(['wrong', 'none', 'wrong']));
});

test('those used longest ago are let go of, and all of them when nobody is signed in any more', async () => {
  const revoked = vi.spyOn(URL, 'revokeObjectURL');
  const thumbnails = new Thumbnails(async ({ hash }) => new Blob([hash]));
  const first = await thumbnails.of(file('0'));
  const second = await thumbnails.of(file('1'));
  for (let index = 2; index < 200; index += 1) await thumbnails.of(file(String(index)));
  await thumbnails.of(file('0'));
  await thumbnails.of(file('200'));
  expect(revoked.mock.calls).toEqual([[second]]);
  thumbnails.clear();
  expect(revoked).toHaveBeenCalledTimes(201);
  expect(await thumbnails.of(file('0'))).not.toBe(first);
});

test('a picture that was being made when everything was forgotten is shown to nobody', async () => {
  const { thumbnails, waiting } = setUp();
  const asked = thumbnails.of(file('a'));
  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  thumbnails.clear();
  waiting[0]?.();
  expect(await asked).toBeUndefined();
});
