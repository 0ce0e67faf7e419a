// The product's records and what works on them, without a platform to talk to and with the clock in hand.
import { readFileSync } from 'node:fs';
import type { World } from '../../app/world.ts';
import { compose } from '../../compose.ts';
import { readBureauFile } from '../../config/bureau-file.ts';
import { parsePolicy } from '../../core/policy/load.ts';
import { createLog } from '../../log.ts';
import { createStandingClock } from '../stage-clock.ts';
import type { Rules } from './lives.ts';

export type Records = {
  readonly world: World;
  readonly rules: Rules;
  moveTo(at: number): void;
  close(): Promise<void>;
};

export async function openRecords(options: {
  readonly bureauFile: string;
  readonly dataDir: string;
  readonly startAt: number;
}): Promise<Records> {
  const clock = createStandingClock(Math.floor(options.startAt / 1000) * 1000);
  const key = { token: 'bench', aesKey: 'A'.repeat(43) };
  const { world } = await compose({
    bureauFile: options.bureauFile,
    dataDir: options.dataDir,
    wecom: {
      corpId: 'wwbench',
      agentId: 1,
      agentSecret: 'bench',
      app: key,
      bot: { name: '舆情助手', ...key },
      apiBase: 'http://127.0.0.1:9',
      links: {},
    },
    secret: (name) => `bench-${name}`,
    now: () => clock.now(),
    log: createLog({ level: 'silent' }),
    drill: true,
    heartbeat: false,
    deliverOnCommit: false,
  });
  const { bureau, policyFile } = readBureauFile(options.bureauFile);
  return {
    world,
    rules: { bureau, policy: parsePolicy(readFileSync(policyFile, 'utf8'), policyFile, bureau.answers) },
    moveTo: (at) => clock.moveTo(at),
    // Closing the product would first try to deliver what the beats have written.
    close: () => world.database.close(),
  };
}
