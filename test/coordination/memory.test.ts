import { describe, expect, it } from 'vitest';
import { createMemoryCoordination } from '../../src/coordination/memory.ts';
import { coordinationContract } from './contract.ts';

coordinationContract('in process', () => async (now) => {
  return createMemoryCoordination({ now, log: { warn: () => {} } });
});

describe('in process: leases', () => {
  it('go to somebody else when they ran out, and then cannot be renewed', async () => {
    let at = 1_000;
    const { lease } = createMemoryCoordination({ now: () => at, log: { warn: () => {} } });
    const first = await lease('ws', 30_000);
    at += 30_000;
    const second = await lease('ws', 30_000);
    expect(second).toBeDefined();
    expect(await first?.renew()).toBe(false);
    await first?.release();
    expect(await second?.renew()).toBe(true);
  });
});
