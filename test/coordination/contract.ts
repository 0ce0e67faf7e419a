// What every coordination promises, whatever carries it. Each test gets a fresh world in which several instances
// may be opened; `now` is in the test's hand.
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Clock, Coordination } from '../../src/coordination/coordination.ts';
import { eventually } from '../harness/eventually.ts';

export type Open = (now: Clock) => Promise<Coordination>;

const minute = 60_000;
const start = Date.UTC(2026, 0, 5, 1);

export function coordinationContract(name: string, world: () => Open): void {
  const opened: Coordination[] = [];
  let at = start;
  const setup = async (instances = 1): Promise<[Coordination, ...Coordination[]]> => {
    at = start;
    const open = world();
    const first = await open(() => at);
    const rest = [];
    for (let i = 1; i < instances; i += 1) rest.push(await open(() => at));
    opened.push(first, ...rest);
    return [first, ...rest];
  };
  afterEach(async () => {
    for (const coordination of opened.splice(0)) await coordination.close();
  });

  describe(`${name}: budgets`, () => {
    const perMinute = { key: 'app', limit: 3, windowMs: minute };

    it('gives out the limit and then says exactly how long to wait', async () => {
      const [{ budgets }] = await setup();
      for (const offset of [0, 100, 200]) expect(await budgets.take([perMinute], start + offset)).toBe(0);
      expect(await budgets.take([perMinute], start + 300)).toBe(minute - 300);
      expect(await budgets.take([perMinute], start + minute - 1)).toBe(1);
      expect(await budgets.take([perMinute], start + minute)).toBe(0);
      expect(await budgets.take([perMinute], start + minute)).toBe(100);
    });

    it('takes all of several budgets or none', async () => {
      const [{ budgets }] = await setup();
      const scarce = { key: 'group', limit: 1, windowMs: minute };
      expect(await budgets.take([perMinute, scarce], start)).toBe(0);
      expect(await budgets.take([perMinute, scarce], start + 10)).toBe(minute - 10);
      expect(await budgets.take([perMinute], start + 10)).toBe(0);
      expect(await budgets.take([perMinute], start + 10)).toBe(0);
      expect(await budgets.take([perMinute], start + 10)).toBe(minute - 10);
    });

    it('takes as many units of a budget as it is named, and waits for all of them', async () => {
      const [{ budgets }] = await setup();
      expect(await budgets.take([perMinute], start)).toBe(0);
      expect(await budgets.take([perMinute], start + 500)).toBe(0);
      expect(await budgets.take([perMinute, perMinute], start + 1_000)).toBe(minute - 1_000);
      expect(await budgets.take([perMinute, perMinute, perMinute], start + 1_000)).toBe(minute - 500);
      await expect(budgets.take([perMinute, perMinute, perMinute, perMinute], start)).rejects.toThrow(
        RangeError,
      );
    });

    it('keeps two windows under one key apart', async () => {
      const [{ budgets }] = await setup();
      const perHour = { key: 'app', limit: 4, windowMs: 60 * minute };
      for (let i = 0; i < 3; i += 1) expect(await budgets.take([perMinute, perHour], start)).toBe(0);
      expect(await budgets.take([perMinute, perHour], start)).toBe(minute);
      expect(await budgets.take([perMinute, perHour], start + minute)).toBe(0);
      expect(await budgets.take([perMinute, perHour], start + minute)).toBe(59 * minute);
    });

    it('takes nothing for nothing', async () => {
      const [{ budgets }] = await setup();
      expect(await budgets.take([], start)).toBe(0);
    });

    it('never exceeds the limit in any window, and keeps a backlog at least 90 % busy', async () => {
      const [{ budgets }] = await setup();
      const budget = { key: 'burst', limit: 7, windowMs: 1_000 };
      const moments: number[] = [];
      const end = start + 20_000;
      for (let now = start; now < end; ) {
        const wait = await budgets.take([budget], now);
        if (wait === 0) moments.push(now);
        now += wait || (moments.length % 3) * 13;
      }
      for (const from of moments) {
        expect(moments.filter((m) => m >= from && m < from + 1_000).length).toBeLessThanOrEqual(7);
      }
      expect(moments.length).toBeGreaterThanOrEqual(0.9 * 7 * 20);
    });

    it('is free again after the clock jumped forward, and not blocked after it was set back', async () => {
      const [{ budgets }] = await setup();
      for (let i = 0; i < 3; i += 1) await budgets.take([perMinute], start);
      const later = start + 30 * 24 * 60 * minute;
      for (let i = 0; i < 3; i += 1) expect(await budgets.take([perMinute], later)).toBe(0);
      expect(await budgets.take([perMinute], start + minute)).toBe(0);
    });

    it('counts callers that ask at the same time one by one', async () => {
      const [{ budgets }] = await setup();
      const waits = await Promise.all(Array.from({ length: 10 }, () => budgets.take([perMinute], start)));
      expect(waits.filter((wait) => wait === 0)).toHaveLength(3);
    });
  });

  describe(`${name}: tokens`, () => {
    const token = (value: string, ttl = 7_200_000) => ({ value, expiresAt: at + ttl });

    it('loads once however many ask at the same time', async () => {
      const [{ tokens }] = await setup();
      const load = vi.fn(async () => token('t1'));
      const values = await Promise.all(Array.from({ length: 20 }, () => tokens.get('app', load)));
      expect(new Set(values)).toEqual(new Set(['t1']));
      expect(await tokens.get('app', load)).toBe('t1');
      expect(load).toHaveBeenCalledTimes(1);
    });

    it('loads again when the token ran out', async () => {
      const [{ tokens }] = await setup();
      expect(await tokens.get('app', async () => token('t1'))).toBe('t1');
      at += 7_200_000;
      expect(await tokens.get('app', async () => token('t2'))).toBe('t2');
    });

    it('keeps tokens of different names apart', async () => {
      const [{ tokens }] = await setup();
      expect(await tokens.get('app', async () => token('a'))).toBe('a');
      expect(await tokens.get('bot', async () => token('b'))).toBe('b');
    });

    it('forgets a refused token, but not the newer one that replaced it', async () => {
      const [{ tokens }] = await setup();
      await tokens.get('app', async () => token('old'));
      await tokens.drop('app', 'old');
      expect(await tokens.get('app', async () => token('new'))).toBe('new');
      await tokens.drop('app', 'old');
      expect(await tokens.get('app', async () => token('newest'))).toBe('new');
    });

    it('hands a failed load to everybody who waited, and tries again for the next', async () => {
      const [{ tokens }] = await setup();
      const failing = async () => Promise.reject(new Error('errcode 40001'));
      const results = await Promise.allSettled([tokens.get('app', failing), tokens.get('app', failing)]);
      expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected']);
      expect(await tokens.get('app', async () => token('t1'))).toBe('t1');
    });
  });

  describe(`${name}: leases`, () => {
    it('have one holder until released', async () => {
      const [{ lease }] = await setup();
      const held = await lease('ws', 30_000);
      expect(held).toBeDefined();
      expect(await lease('ws', 30_000)).toBeUndefined();
      expect(await lease('other', 30_000)).toBeDefined();
      await held?.release();
      expect(await lease('ws', 30_000)).toBeDefined();
    });

    it('last as long as they are renewed', async () => {
      const [{ lease }] = await setup();
      const held = await lease('ws', 30_000);
      at += 20_000;
      expect(await held?.renew()).toBe(true);
      at += 20_000;
      expect(await lease('ws', 30_000)).toBeUndefined();
    });
  });

  describe(`${name}: notes`, () => {
    it('are there until their time is over', async () => {
      const [one] = await setup();
      await one.notes.put('session:1', '李敏 wang', minute);
      expect(await one.notes.read('session:1')).toBe('李敏 wang');
      await one.notes.put('session:1', 'newer', minute);
      expect(await one.notes.read('session:1')).toBe('newer');
      expect(await one.notes.read('session:2')).toBeUndefined();
      at += minute;
      expect(await one.notes.read('session:1')).toBeUndefined();
      expect(await one.notes.take('session:1')).toBeUndefined();
    });

    it('are given to one of several who take them', async () => {
      const [{ notes }] = await setup();
      await notes.put('state', 'once', minute);
      const taken = await Promise.all(Array.from({ length: 5 }, () => notes.take('state')));
      expect(taken.filter((value) => value === 'once')).toHaveLength(1);
      expect(await notes.read('state')).toBeUndefined();
    });
  });

  describe(`${name}: wake-ups`, () => {
    it('reach every listener of the topic and nobody else', async () => {
      const [{ wake }] = await setup();
      const heard: string[] = [];
      wake.on('outbox', () => heard.push('first'));
      wake.on('outbox', () => heard.push('second'));
      wake.on('due', () => heard.push('wrong'));
      wake.signal('outbox');
      await eventually(() => expect(heard).toEqual(['first', 'second']));
    });

    it('do not reach who stopped listening, and survive a listener that throws', async () => {
      const [{ wake }] = await setup();
      const heard: string[] = [];
      const stop = wake.on('outbox', () => heard.push('stopped'));
      wake.on('outbox', () => {
        throw new Error('broken listener');
      });
      wake.on('outbox', () => heard.push('still here'));
      stop();
      stop();
      wake.signal('outbox');
      await eventually(() => expect(heard).toEqual(['still here']));
    });
  });
}
