// 事发: when it happened; some limits count from it.
import { defineHandler } from '../src/app/define-handler.ts';
import { readSpokenTime } from '../src/core/calendar/spoken-time.ts';
import { onCase } from './on-case.ts';

const help = {
  usage: '事发 0001 今天 9:30（不清楚写“不详”）',
  meaning: '填写事发时间',
  group: '办理',
} as const;

/** `5号 9:30` leaves the month open; a moment from which limits count is not guessed. */
const DAY_ALONE = /(?<!月\s{0,2}|\d)\d{1,2}\s?[日号]/u;

/** `事发 0001 今天 9:30`, `事发 0001 不详`. */
export const occurred = defineHandler({
  name: 'occurred',
  words: ['事发', '事发时间'],
  taps: [],
  help,
  onText: onCase(help, (_, { now }, { rest }) => {
    const time = DAY_ALONE.test(rest) ? null : readSpokenTime(rest, now);
    if (time === null) return 'unclear';
    return time.kind === 'unknown'
      ? { kind: 'set-occurred', occurredAt: null, about: false }
      : { kind: 'set-occurred', occurredAt: time.at, about: time.about };
  }),
});
