import { expect, test } from 'vitest';
import { EarlySync } from './early-sync.ts';

const MIB = 1024 * 1024;

/** A file whose disk answers when a test says so. */
function slowFile() {
  const answers: ((error?: Error) => void)[] = [];
  const datasync = () =>
    new Promise<void>((resolve, reject) => {
      answers.push((error) => (error === undefined ? resolve() : reject(error)));
    });
  return { answers, early: new EarlySync({ datasync }) };
}

test('a large file is brought to the disk while it arrives, one step at a time; a small one is not', async () => {
  const { answers, early } = slowFile();
  await early.wrote(31 * MIB);
  expect(answers).toHaveLength(0);
  await early.wrote(MIB);
  await early.wrote(64 * MIB);
  expect(answers).toHaveLength(1);
  answers[0]?.();
  await early.end();
  await early.wrote(MIB);
  expect(answers).toHaveLength(2);
});

test('promise 1: what the disk says of bytes before is not lost: the next write or the end tells it', async () => {
  const { answers, early } = slowFile();
  await early.wrote(32 * MIB);
  const ended = early.end();
  answers[0]?.(new Error('EIO'));
  await expect(ended).rejects.toThrow('EIO');
  await expect(early.wrote(1)).rejects.toThrow('EIO');
});
