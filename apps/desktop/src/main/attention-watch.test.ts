import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AttentionWatch, type SystemPower } from './attention-watch.ts';

/** A system that says what the test lets it say. */
class TestSystem extends EventEmitter implements SystemPower {
  idleFor = 0;
  cannotSay = false;

  getSystemIdleState(seconds: number): 'active' | 'idle' | 'unknown' {
    if (this.cannotSay) return 'unknown';
    return this.idleFor >= seconds ? 'idle' : 'active';
  }
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function setUp(idleSeconds = 300) {
  const system = new TestSystem();
  const told: string[] = [];
  const watch = new AttentionWatch(system, idleSeconds, (state) => told.push(state));
  watch.start();
  return { system, told, watch };
}

test('whoever touches nothing for five minutes is idle, and is back within seconds', () => {
  const { system, told } = setUp();
  system.idleFor = 299;
  vi.advanceTimersByTime(5_000);
  expect(told).toEqual([]);
  system.idleFor = 300;
  vi.advanceTimersByTime(5_000);
  system.idleFor = 0;
  vi.advanceTimersByTime(5_000);
  expect(told).toEqual(['idle', 'active']);
});

test('a short limit is looked at as often as it needs', () => {
  const { system, told } = setUp(1);
  system.idleFor = 1;
  vi.advanceTimersByTime(250);
  expect(told).toEqual(['idle']);
});

test('a lock and a sleep are told at once, and each holds until its own end', () => {
  const { system, told } = setUp();
  system.emit('lock-screen');
  system.emit('suspend');
  vi.advanceTimersByTime(20_000);
  system.emit('resume');
  vi.advanceTimersByTime(20_000);
  system.emit('unlock-screen');
  expect(told).toEqual(['locked', 'asleep', 'locked', 'active']);
});

test('where the system cannot say, somebody is taken to be there', () => {
  const { system, told, watch } = setUp();
  system.cannotSay = true;
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual([]);
  expect(watch.state).toBe('active');
});
