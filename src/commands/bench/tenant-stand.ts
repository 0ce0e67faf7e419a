// The product in its own process with the emulated tenant in this one.

import type { Tenant } from '../../sandbox/tenant.ts';
import { createBureauTenant, tenantKeys } from '../stage.ts';
import { createRunningClock, type StageClock } from '../stage-clock.ts';
import { type Child, startChild } from './child.ts';
import type { ProductQuestion } from './product-server.ts';

export type Stand = {
  readonly tenant: Tenant;
  readonly clock: StageClock;
  /** Starts the product; resolves with its port once it listens and the tenant knows its address. */
  start(options: { readonly heartbeat: boolean }): Promise<number>;
  /** Moves the tenant's and the product's clock forward. */
  moveTo(at: number): Promise<void>;
  /** Everything that may go out now has gone out. */
  settle(): Promise<void>;
  readonly product: Pick<Child, 'pause' | 'goOn'>;
  close(): Promise<void>;
};

export async function openStand(options: {
  readonly bureauFile: string;
  readonly dataDir: string;
}): Promise<Stand> {
  const { bureauFile, dataDir } = options;
  const clock = createRunningClock(Date.now);
  const tenant = createBureauTenant({ bureauFile, now: () => clock.now() });
  const keys = tenantKeys(tenant);
  const { base: apiBase } = await tenant.listen(0);
  const child: Child = startChild('product-server');
  const ask = <T>(question: ProductQuestion): Promise<T> => child.ask<T>(question);
  return {
    tenant,
    clock,
    async start({ heartbeat }) {
      const { port } = await ask<{ port: number }>({
        kind: 'start',
        bureauFile,
        dataDir,
        heartbeat,
        wecom: {
          corpId: keys.corpId,
          agentId: keys.agentId,
          agentSecret: keys.secret,
          app: keys.app,
          bot: { name: tenant.botName, ...keys.bot },
          apiBase,
          links: {},
        },
      });
      const url = `http://127.0.0.1:${port}`;
      tenant.setCallbacks({ app: `${url}/wecom/app`, bot: `${url}/wecom/bot` });
      return port;
    },
    async moveTo(at) {
      clock.moveTo(at);
      await ask({ kind: 'move-to', at });
    },
    settle: () => ask({ kind: 'settle' }),
    product: child,
    async close() {
      await child.stop();
      await tenant.close();
    },
  };
}
