// 中止, 恢复: the clock stands still while an outside organ or a third party is waited for.
import { defineHandler } from '../src/app/define-handler.ts';
import type { Policy } from '../src/core/policy/load.ts';
import { onCase } from './on-case.ts';
import { reasonOf } from './take-name.ts';

const standing = { usage: '中止 0001 原因', meaning: '中止计时', group: '办理', rare: true } as const;
const running = { usage: '恢复 0001', meaning: '恢复计时', group: '办理', rare: true } as const;

const applies = (policy: Policy): boolean => policy.limits.some((l) => l.pause !== null);

/** `中止 0001 原因`. */
export const pause = defineHandler({
  name: 'pause',
  words: ['中止', '中止计时', '暂停计时'],
  taps: [],
  help: standing,
  everyday: true,
  applies,
  onText: onCase(standing, (_, __, { rest }) => ({ kind: 'pause', reason: reasonOf(rest) })),
});

/** `恢复 0001`. */
export const resume = defineHandler({
  name: 'resume',
  words: ['恢复', '恢复计时'],
  taps: [],
  help: running,
  everyday: true,
  applies,
  onText: onCase(running, () => ({ kind: 'resume' })),
});
