import { expect, test } from 'vitest';
import type { Transfer, TransfersState } from '../../engine/api/files.ts';
import { nextProgress, nothingSent, percentSent } from './sending-progress.ts';

type Told = Pick<TransfersState, 'sending' | 'list'>;

function told(bytes: number, ...states: Transfer['state'][]): Told {
  const list = states.map((state, index): Transfer => {
    const id = String(index);
    return { id, state, way: 'up', kept: true, pinned: false, name: id, size: 100 };
  });
  return { sending: { files: states.length, bytes }, list };
}

function percents(...all: Told[]): number[] {
  let progress = nothingSent;
  return all.map((one) => {
    progress = nextProgress(progress, one);
    return percentSent(progress);
  });
}

test('the part that is sent grows over several files, also when one of them leaves the list', () => {
  expect(percents(told(200, 'sending', 'waiting'), told(150, 'sending', 'waiting'))).toEqual([0, 25]);
  expect(percents(told(200, 'sending', 'waiting'), told(100, 'sending'), told(1, 'sending'))).toEqual([
    0, 50, 99,
  ]);
});

test('what is added has to be sent too, and the next time begins at nothing', () => {
  expect(percents(told(100, 'sending'), told(50, 'sending'), told(150, 'sending', 'waiting'))).toEqual([
    0, 50, 25,
  ]);
  expect(percents(told(100, 'sending'), told(0), told(100, 'sending'))).toEqual([0, 0, 0]);
});

test('what is paused counts as neither sent nor to be sent', () => {
  expect(percents(told(1_000, 'sending', 'sending'), told(100, 'paused', 'sending'))).toEqual([0, 0]);
});
