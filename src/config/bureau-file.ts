// bureau.yaml: who this bureau is. Read once at start; every problem is named with what to change.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import type { Bureau } from '../core/bureau.ts';
import { type BureauPlan, type PeopleRef, resolvePlan } from '../core/bureau-plan.ts';
import { DURATION_PATTERN, durationMs } from '../core/calendar/duration.ts';
import { workCalendar } from '../core/calendar/holidays.ts';
import { BotError } from '../core/errors.ts';
import type { GroupName } from '../core/message.ts';
import { calendarDaySchema } from '../core/policy/calendar-file.ts';
import { manyRefs, oneRef } from './bureau-members.ts';
import { readCalendars } from './calendar-folder.ts';
import { dutySchema, rosterOf, rosterPeople, rotasSchema } from './roster-file.ts';

const id = z.string().regex(/^[a-z][a-z0-9_-]*$/, '应为小写英文、数字、- 或 _');
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "应为带引号的时刻，例如 '18:00'");
const duration = z.string().regex(DURATION_PATTERN, '应为时长，例如 15m、1h').transform(durationMs);
const group = z.strictObject({
  title: z.string(),
  /** Name of the environment variable that holds the webhook key. */
  webhook: z.string().regex(/^[A-Z][A-Z0-9_]*$/, '应为环境变量名，例如 WEBHOOK_WORK'),
  chat: z.string().optional(),
});

const bureauSchema = z.strictObject({
  bureau: z.strictObject({ id, name: z.string() }),
  policy: z.string(),
  people: z
    .array(
      z.strictObject({ id, name: z.string(), title: z.string().optional(), wecom: z.string().optional() }),
    )
    .min(1),
  units: z
    .array(
      z.strictObject({
        id,
        name: z.string(),
        aliases: z.array(z.string()).default([]),
        head: oneRef,
        contacts: manyRefs.default([]),
        leader: id,
        keywords: z.array(z.string()).default([]),
        level: z.string().optional(),
      }),
    )
    .min(1),
  roles: z.record(id, manyRefs),
  rotas: rotasSchema,
  duty: dutySchema,
  administrators: z.array(id).min(1, '至少写一名管理员'),
  groups: z.strictObject({ work: group, leadership: group }),
  summary_at: clockTime,
  answers: z
    .record(id, z.strictObject({ value: z.string(), by: z.string(), at: z.coerce.string() }))
    .nullish()
    .transform((given) => given ?? {}),
  /** When the bureau is at work; limits in minutes and hours ask only where the rule says so. */
  office: z
    .strictObject({
      opens: clockTime,
      closes: clockTime,
      breaks: z.array(z.strictObject({ from: clockTime, to: clockTime })).default([]),
    })
    .default({ opens: '08:30', closes: '17:30', breaks: [{ from: '12:00', to: '14:00' }] }),
  /** Days off or on that only this bureau has, e.g. 古尔邦节. */
  extra_days: z.array(calendarDaySchema).default([]),
  reminders: z
    .strictObject({
      before_aim: duration,
      before_due: duration,
      repeat: duration,
      repeat_times: z.number().int().min(0),
      afterwards: duration,
      up_after: duration,
      top_after: duration,
      idle: z.strictObject({ decide: duration, sign: duration, other: duration }),
      upward: z.record(id, id),
    })
    .optional(),
});

export type BureauFile = {
  /** What the file says, departments and tags not yet looked up. */
  readonly plan: BureauPlan;
  /** The plan without whoever is named by department or tag. */
  readonly bureau: Bureau;
  /** Changes when holidays, the bureau's own days or its hours change. */
  readonly calendarMark: string;
  /** Absolute path of the policy file. */
  readonly policyFile: string;
  readonly groups: Readonly<
    Record<
      GroupName,
      { readonly title: string; readonly webhook: string; readonly chat?: string | undefined }
    >
  >;
};

/** Reads and checks a bureau file. Throws `BotError` `bureau-invalid` whose hint lists what to change. */
export function readBureauFile(path: string): BureauFile {
  const file = resolve(path);
  const document = parseDocument(readText(file));
  if (document.errors.length > 0)
    throw invalid(
      path,
      document.errors.map((e) => e.message),
    );
  const parsed = bureauSchema.safeParse(document.toJS());
  if (!parsed.success) {
    throw invalid(
      path,
      parsed.error.issues.map((i) => `${i.path.join('.')}：${i.message}`),
    );
  }
  const data = parsed.data;
  const problems = unknownPeople(data);
  if (problems.length > 0) throw invalid(path, problems);
  const { reminders } = data;
  const years = readCalendars();
  const days = JSON.stringify([years.map((y) => y.days), data.extra_days, data.office]);
  const plan: BureauPlan = {
    id: data.bureau.id,
    name: data.bureau.name,
    people: data.people.map(({ wecom, ...person }) => ({
      ...person,
      ids: wecom === undefined ? {} : { wecom },
    })),
    units: data.units,
    roles: data.roles,
    ...rosterOf(data),
    administrators: data.administrators,
    summaryAt: data.summary_at,
    answers: Object.fromEntries(Object.entries(data.answers).map(([q, a]) => [q, a.value])),
    office: data.office,
    calendar: workCalendar(years, data.extra_days),
    upward: reminders?.upward ?? {},
    ladder:
      reminders === undefined
        ? null
        : {
            beforeAim: reminders.before_aim,
            beforeDue: reminders.before_due,
            repeat: reminders.repeat,
            repeatTimes: reminders.repeat_times,
            afterwards: reminders.afterwards,
            upAfter: reminders.up_after,
            topAfter: reminders.top_after,
            idle: reminders.idle,
          },
  };
  return {
    calendarMark: createHash('sha256').update(days).digest('hex').slice(0, 16),
    policyFile: resolve(dirname(file), data.policy),
    groups: data.groups,
    plan,
    bureau: resolvePlan(plan, new Map(), 'wecom').bureau,
  };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new BotError({
      code: 'bureau-missing',
      message: `cannot read ${file}`,
      hint: `读不到单位文件 ${file}，请检查 BUREAU_FILE 的路径。`,
      cause,
    });
  }
}

function unknownPeople(data: z.infer<typeof bureauSchema>): string[] {
  const people = new Set(data.people.map((p) => p.id));
  const problems: string[] = [];
  const known = (person: string, where: string): void => {
    if (!people.has(person)) problems.push(`${where} 写了不在 people 里的“${person}”`);
  };
  for (const unit of data.units) {
    const named = peopleIn([unit.head, ...unit.contacts]);
    for (const person of [unit.leader, ...named]) known(person, `科室 ${unit.name}`);
  }
  for (const [role, members] of Object.entries(data.roles)) {
    for (const person of peopleIn(members)) known(person, `角色 ${role}`);
  }
  for (const [person, where] of rosterPeople(data)) known(person, where);
  for (const person of data.administrators) known(person, 'administrators');
  const seen = new Set<string>();
  for (const { id: person } of data.people) {
    if (seen.has(person)) problems.push(`people 里“${person}”写了两次`);
    seen.add(person);
  }
  return problems;
}

function peopleIn(refs: readonly PeopleRef[]): readonly string[] {
  return refs.flatMap((ref) => (ref.kind === 'person' ? [ref.id] : []));
}

function invalid(file: string, problems: readonly string[]): BotError {
  return new BotError({
    code: 'bureau-invalid',
    message: `${file}: ${problems.join('; ')}`,
    hint: `单位文件 ${file} 有 ${problems.length} 处要改：\n${problems.map((p) => `· ${p}`).join('\n')}`,
  });
}
