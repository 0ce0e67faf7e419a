import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAlarm } from '../../src/schedule/alarm.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the earliest of several counts, and it rings once', () => {
  const ring = vi.fn();
  const alarm = createAlarm(ring);
  for (const ms of [2_100, 700, 1_500]) alarm.inMs(ms);
  vi.advanceTimersByTime(699);
  expect(ring).not.toHaveBeenCalled();
  vi.advanceTimersByTime(10_000);
  expect(ring).toHaveBeenCalledTimes(1);
  alarm.inMs(2_100);
  vi.advanceTimersByTime(2_100);
  expect(ring).toHaveBeenCalledTimes(2);
});

test('what is minutes away is left to the heartbeat; after the stop nothing rings', () => {
  const ring = vi.fn();
  const alarm = createAlarm(ring);
  alarm.inMs(60_000);
  alarm.inMs(100);
  alarm.stop();
  alarm.inMs(100);
  vi.advanceTimersByTime(120_000);
  expect(ring).not.toHaveBeenCalled();
});
