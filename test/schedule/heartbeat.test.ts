import { afterEach, expect, it, vi } from 'vitest';
import { createHeartbeat } from '../../src/schedule/heartbeat.ts';
import { eventually } from '../harness/eventually.ts';

function setup(beat: () => Promise<void>) {
  const errors: unknown[] = [];
  const quiet = () => {};
  const log = { debug: quiet, info: quiet, warn: quiet, error: (f: unknown) => void errors.push(f) };
  return { heartbeat: createHeartbeat({ beat, log }), errors };
}

/** A beat that lasts until it is let go. */
function slowBeat() {
  const waiting: (() => void)[] = [];
  let running = 0;
  const seen = { begun: 0, most: 0 };
  return {
    seen,
    beat: async () => {
      seen.begun += 1;
      running += 1;
      seen.most = Math.max(seen.most, running);
      await new Promise<void>((resolve) => waiting.push(resolve));
      running -= 1;
    },
    finishOne: async () => {
      waiting.shift()?.();
      await vi.advanceTimersByTimeAsync(1);
    },
  };
}

afterEach(() => {
  vi.useRealTimers();
});

it('beats every second until it is stopped', async () => {
  vi.useFakeTimers();
  let beats = 0;
  const { heartbeat } = setup(async () => {
    beats += 1;
  });
  heartbeat.start();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(beats).toBe(5);
  await heartbeat.stop();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(beats).toBe(5);
});

it('really beats on the real clock', async () => {
  let beats = 0;
  const { heartbeat } = setup(async () => {
    beats += 1;
  });
  heartbeat.start();
  await eventually(() => expect(beats).toBeGreaterThanOrEqual(2));
  await heartbeat.stop();
});

it('logs a failed beat and beats again the next second', async () => {
  vi.useFakeTimers();
  let beats = 0;
  const { heartbeat, errors } = setup(async () => {
    beats += 1;
    throw new Error('database is locked');
  });
  heartbeat.start();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(beats).toBe(3);
  expect(errors).toHaveLength(3);
  await heartbeat.stop();
});

it('never overlaps, however long a beat takes and however often it is nudged', async () => {
  vi.useFakeTimers();
  const slow = slowBeat();
  const { heartbeat } = setup(slow.beat);
  heartbeat.start();
  heartbeat.nudge();
  await vi.advanceTimersByTimeAsync(3_500);
  heartbeat.nudge();
  expect(slow.seen).toEqual({ begun: 1, most: 1 });
  await slow.finishOne();
  expect(slow.seen).toEqual({ begun: 2, most: 1 });
  const stopped = heartbeat.stop();
  await slow.finishOne();
  await stopped;
});

it('is nudged at once, and many nudges during a beat make one more beat', async () => {
  vi.useFakeTimers();
  const slow = slowBeat();
  const { heartbeat } = setup(slow.beat);
  heartbeat.start();
  heartbeat.nudge();
  expect(slow.seen.begun).toBe(1);
  for (let i = 0; i < 10; i += 1) heartbeat.nudge();
  await slow.finishOne();
  expect(slow.seen.begun).toBe(2);
  await slow.finishOne();
  expect(slow.seen.begun).toBe(2);
  await heartbeat.stop();
});

it('stops only after the beat in flight, and starts no other even when one was nudged', async () => {
  vi.useFakeTimers();
  const slow = slowBeat();
  const { heartbeat } = setup(slow.beat);
  heartbeat.start();
  heartbeat.nudge();
  heartbeat.nudge();
  let stopped = false;
  const stopping = heartbeat.stop().then(() => {
    stopped = true;
  });
  await vi.advanceTimersByTimeAsync(100);
  expect(stopped).toBe(false);
  await slow.finishOne();
  await stopping;
  heartbeat.nudge();
  expect(slow.seen.begun).toBe(1);
});
