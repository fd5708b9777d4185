import { HoldfastError, type WireError } from '@holdfast/shared/protocol/errors.ts';
import { expect, test } from 'vitest';
import { faultOfLine } from '../../host/line-faults.ts';
import { LineFault } from './file-line.ts';
import { judge } from './verdict.ts';

const busy: WireError = { code: 'SERVER_BUSY', message: 'Busy.', retryAfterMs: 7_000 };

test.each([
  [undefined, 'again', false],
  [401, 'renew', false],
  [403, 'again', false],
  [404, 'again', false],
  [409, 'again', false],
  [413, 'smaller', false],
  [423, 'again', false],
  [429, 'again', false],
  [460, 'piece', false],
  [500, 'again', false],
  [503, 'again', true],
  [507, 'again', true],
])('after %s a transfer is tried: %s; it holds for all: %s', (status, kind, forAll) => {
  expect(judge(new LineFault(status, busy))).toMatchObject({ kind, forAll, waitMs: 7_000 });
});

test('what the server refuses for good is not tried again, whatever the status', () => {
  expect(judge(new LineFault(413, { ...busy, reason: 'too-large' })).kind).toBe('refused');
  expect(judge(new LineFault(400, { ...busy, reason: 'content' })).kind).toBe('refused');
});

test('faults of this disk are told apart from those of the line, however deep they lie', () => {
  const full = new Error('write', { cause: Object.assign(new Error('full'), { code: 'ENOSPC' }) });
  expect(judge(full)).toMatchObject({ kind: 'failed', problem: { reason: 'disk-full' } });
  const gone = new LineFault(undefined, busy, {
    cause: Object.assign(new Error('gone'), { code: 'ENOENT' }),
  });
  expect(judge(gone).kind).toBe('missing');
});

test('a firewall that forbids the way is no fault of the disk', () => {
  const forbidden = Object.assign(new Error('connect EACCES'), { code: 'EACCES', syscall: 'connect' });
  expect(judge(faultOfLine(new URL('https://files.example'), forbidden)).kind).toBe('again');
});

test('nothing that nobody foresaw ends a transfer for good', () => {
  expect(judge(new HoldfastError('AUTHENTICATION_FAILED', 'Sign in again.')).kind).toBe('again');
  expect(judge(new TypeError('a fault of ours')).kind).toBe('again');
});
