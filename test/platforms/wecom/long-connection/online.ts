// A stage whose bot uses the long connection.
import { expect } from 'vitest';
import type { Rehearsal } from '../../../../src/commands/rehearsal.ts';
import { openTestStage, type TestStage, type TestStageOptions } from '../../../harness/stage.ts';

/** The product runs and its bot is connected. */
export async function online(options: TestStageOptions = {}): Promise<TestStage> {
  const t = await openTestStage({ botMode: 'websocket', ...options });
  await expect.poll(() => t.tenant.line.connected()).toBe(true);
  return t;
}

/** Longer than the spacing the bot keeps in one conversation. */
const BREATH_MS = 3_000;

/** People who leave the bot time to answer before they speak again. */
export function spaced(r: Rehearsal): Rehearsal {
  return {
    ...r,
    async says(...said) {
      await r.pass(BREATH_MS);
      return r.says(...said);
    },
  };
}
