// 延期: more time is asked for, and answered.
import { defineHandler } from '../src/app/define-handler.ts';
import type { Policy } from '../src/core/policy/load.ts';
import { shortNumber } from '../templates/case-words.ts';
import { unclearLengthLines } from '../templates/texts/unknown.ts';
import { takeLength } from './length.ts';
import { onCase } from './on-case.ts';
import { reasonOf } from './take-name.ts';

const asking = {
  usage: '延期 0001 5个工作日 已告知 理由',
  meaning: '申请延长时限；制度要求先告知的，写“已告知”',
  group: '办理',
} as const;
const granting = { usage: '同意延期 0001', meaning: '同意延期申请', group: '审核', rare: true } as const;
const refusing = {
  usage: '不同意延期 0001 原因',
  meaning: '不同意延期申请',
  group: '审核',
  rare: true,
} as const;
const NOTICED = /(?:已|已经)(?:先)?告知(?:了)?(?:反映人|当事人|群众|网民|发帖人|对方|来电人)?/u;

const applies = (policy: Policy): boolean => policy.limits.some((l) => l.extend !== null);

/** `延期 0001 5个工作日 [已告知] 理由`. */
export const extend = defineHandler({
  name: 'extend',
  words: ['延期', '申请延期', '延长'],
  taps: [],
  help: asking,
  applies,
  onText: onCase(asking, (_, __, { rest, number }) => {
    const taken = takeLength(rest);
    if (taken === null) return { say: unclearLengthLines(shortNumber(number ?? '0001')) };
    const noticed = NOTICED.test(taken.rest);
    const reason = reasonOf(taken.rest.replace(NOTICED, ' ').trim());
    return { kind: 'extend', length: taken.length, reason, noticed };
  }),
});

/** `同意延期 0001`. */
export const grantExtension = defineHandler({
  name: 'grant-extension',
  words: ['同意延期', '批准延期'],
  taps: [],
  help: granting,
  applies,
  onText: onCase(granting, (_, __, { rest }) => ({
    kind: 'decide-extension',
    granted: true,
    reason: reasonOf(rest) || null,
  })),
});

/** `不同意延期 0001 原因`. */
export const refuseExtension = defineHandler({
  name: 'refuse-extension',
  words: ['不同意延期', '不批准延期', '驳回延期'],
  taps: [],
  help: refusing,
  applies,
  onText: onCase(refusing, (_, __, { rest }) => ({
    kind: 'decide-extension',
    granted: false,
    reason: reasonOf(rest) || null,
  })),
});
