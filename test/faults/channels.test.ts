// Which way out is closed, when it is tried again, and by how many.
import { expect, test } from 'vitest';
import { createChannels } from '../../src/app/channels.ts';
import type { SendOutcome } from '../../src/platforms/platform.ts';

const later: SendOutcome = {
  kind: 'later',
  scope: 'channel',
  afterMs: 60_000,
  code: '45009',
  reason: '过频',
};
const refused: SendOutcome = {
  kind: 'refused',
  scope: 'channel',
  code: '93000',
  reason: '已移出群',
  hint: '重新添加',
};
const sent: SendOutcome = { kind: 'sent', undelivered: [] };
const MINUTE = 60_000;

test('one that is told to wait is tried by one message at a time, after twice as long each time', () => {
  const channels = createChannels();
  // Sixteen in the air hear the same; that is one refusal.
  for (let n = 0; n < 16; n += 1) channels.heard('app', later, 0);
  let now = 0;
  for (const minutes of [1, 2, 4, 8, 16, 32, 60, 60]) {
    expect(channels.wait('app', now)).toBe(minutes * MINUTE);
    now += minutes * MINUTE;
    expect(channels.wait('app', now)).toBe(0);
    expect(channels.wait('app', now)).toBeGreaterThan(0);
    channels.heard('app', later, now);
  }
  expect(channels.closed()).toEqual([
    { channel: 'app', since: 0, code: '45009', reason: '过频', down: false },
  ]);
});

test('one that is down is tried every five minutes, and open for all at the first success', () => {
  const channels = createChannels();
  channels.heard('webhook:work', refused, 0);
  for (let round = 1; round < 20; round += 1) {
    expect(channels.wait('webhook:work', round * 5 * MINUTE - 1)).toBe(1);
    expect(channels.wait('webhook:work', round * 5 * MINUTE)).toBe(0);
    channels.heard('webhook:work', refused, round * 5 * MINUTE);
  }
  expect(channels.wait('webhook:leadership', 0)).toBe(0);
  channels.heard('webhook:work', sent, 100 * MINUTE);
  expect(channels.wait('webhook:work', 100 * MINUTE)).toBe(0);
  expect(channels.closed()).toEqual([]);
});

test('an attempt whose fate is unknown lets another one try soon', () => {
  const channels = createChannels();
  channels.heard('app', later, 0);
  expect(channels.wait('app', MINUTE)).toBe(0);
  channels.heard('app', { kind: 'unknown', reason: '超时' }, MINUTE);
  expect(channels.wait('app', MINUTE)).toBe(15_000);
  expect(channels.wait('app', MINUTE + 15_000)).toBe(0);
});
