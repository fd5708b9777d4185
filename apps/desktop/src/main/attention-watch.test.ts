import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AttentionWatch, type SystemPower } from './attention-watch.ts';

/** A system whose clock is the test's, and that says what the test lets it say. */
class TestSystem extends EventEmitter implements SystemPower {
  cannotSay = false;
  asked = 0;
  private touchedAt = Date.now();

  touch(): void {
    this.touchedAt = Date.now();
  }

  getSystemIdleTime(): number {
    return Math.floor((Date.now() - this.touchedAt) / 1_000);
  }

  getSystemIdleState(seconds: number): 'active' | 'idle' | 'unknown' {
    this.asked += 1;
    if (this.cannotSay) return 'unknown';
    return this.getSystemIdleTime() >= seconds ? 'idle' : 'active';
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
  vi.advanceTimersByTime(200_000);
  system.touch();
  vi.advanceTimersByTime(299_999);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(told).toEqual(['idle']);
  system.touch();
  vi.advanceTimersByTime(5_000);
  expect(told).toEqual(['idle', 'active']);
});

test('a short limit is kept as exactly', () => {
  const { told } = setUp(1);
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual(['idle']);
});

test('the system is asked only when there can be news', () => {
  const { system } = setUp();
  vi.advanceTimersByTime(299_000);
  expect(system.asked).toBe(1);
  system.emit('lock-screen');
  vi.advanceTimersByTime(24 * 60 * 60_000);
  expect(system.asked).toBe(1);
});

test('while the app rests it is asked once a minute, and at once where somebody looks at a window', () => {
  const { system, told, watch } = setUp();
  watch.setResting(true);
  vi.advanceTimersByTime(300_000);
  const before = system.asked;
  vi.advanceTimersByTime(10 * 60_000);
  expect(system.asked - before).toBe(10);
  system.touch();
  watch.look();
  expect(told).toEqual(['idle', 'active']);
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
  vi.advanceTimersByTime(600_000);
  expect(told).toEqual([]);
  expect(watch.state).toBe('active');
});
