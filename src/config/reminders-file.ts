// The part of bureau.yaml that says when people are reminded. Every value is a 建议值: no 制度 says any of it.
import { z } from 'zod';
import type { Ladder } from '../core/bureau.ts';
import { DURATION_PATTERN, durationMs } from '../core/calendar/duration.ts';
import { DAY } from '../core/calendar/shanghai.ts';
import { clockTime, id } from './file-values.ts';

const duration = z.string().regex(DURATION_PATTERN, '应为时长，例如 15m、1h').transform(durationMs);
const OFF = z.literal('off', '应为 off，或写明时刻，例如 { from: "22:00", to: "07:00" }');

const ALL_DAY = 'from 和 to 一样，就成了全天都不催；请写两个不同的时刻，夜间也照催的写 off';
const differ = ({ from, to }: { readonly from: string; readonly to: string }): boolean => from !== to;

export const remindersSchema = z.strictObject({
  before_aim: duration.describe('力争时刻之前多久提醒，例如 5m'),
  before_due: duration.describe('时限之前多久提醒，例如 15m'),
  repeat: duration.describe('超时后每隔多久提醒，例如 30m'),
  repeat_times: z.number().int().min(0).describe('这样提醒几次，例如 3'),
  afterwards: duration.describe('之后每隔多久，例如 4h'),
  up_after: duration.describe('超时多久上报一级，例如 30m'),
  top_after: duration.describe('超时多久上报两级，例如 2h'),
  idle: z
    .strictObject({
      decide: duration.describe('等定级交办，第一次提醒隔多久，例如 30m'),
      sign: duration.describe('等签收，第一次提醒隔多久，例如 30m'),
      other: duration.describe('其他没有时限的，第一次提醒隔多久，例如 4h'),
    })
    .describe('没有时限的环节第一次提醒的间隔，例如 {decide: 30m, sign: 30m, other: 4h}'),
  upward: z.record(id, id).describe('谁的上一级是谁，例如 {unit: goffice, goffice: group}'),
  /** Repeats wait for the end of these hours. */
  quiet: z
    .union([OFF, z.strictObject({ from: clockTime, to: clockTime }).refine(differ, ALL_DAY)])
    .default({ from: '22:00', to: '07:00' })
    .describe('夜间重复的催办等到天亮，例如 {from: "22:00", to: "07:00"}；off 是不要'),
  /** So long after a limit, repeats come once each working day. */
  daily: z
    .union([OFF, z.strictObject({ after: duration, at: clockTime })])
    .default({ after: 3 * DAY, at: '09:00' })
    .describe('超时多久以后改为每个工作日催一次，例如 {after: 3d, at: "09:00"}；off 是不要'),
});

/** The ladder as the core reads it. */
export function ladderOf(reminders: z.infer<typeof remindersSchema>): Ladder {
  return {
    beforeAim: reminders.before_aim,
    beforeDue: reminders.before_due,
    repeat: reminders.repeat,
    repeatTimes: reminders.repeat_times,
    afterwards: reminders.afterwards,
    upAfter: reminders.up_after,
    topAfter: reminders.top_after,
    idle: reminders.idle,
    quiet: reminders.quiet === 'off' ? null : reminders.quiet,
    daily: reminders.daily === 'off' ? null : reminders.daily,
  };
}
