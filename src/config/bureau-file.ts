// bureau.yaml: who this bureau is. Read once at start; every problem is named with what to change.
import { createHash } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import type { Bureau } from '../core/bureau.ts';
import { type BureauPlan, resolvePlan } from '../core/bureau-plan.ts';
import { workCalendar } from '../core/calendar/holidays.ts';
import { BotError } from '../core/errors.ts';
import type { GroupName } from '../core/message.ts';
import { fileKind, NOT_A_BUREAU } from '../core/policy/file-kind.ts';
import { type Problem, problemLine, readYaml } from '../core/policy/read-yaml.ts';
import { shapeProblems } from '../core/policy/shape-message.ts';
import { wrongNames } from './bureau-names.ts';
import { BUREAU_FORM, bureauSchema } from './bureau-schema.ts';
import { readCalendars } from './calendar-folder.ts';
import { ladderOf } from './reminders-file.ts';
import { rosterOf } from './roster-file.ts';
import { readTextFile } from './text-file.ts';

export type BureauFile = {
  /** What the file says, departments and tags not yet looked up. */
  readonly plan: BureauPlan;
  /** The plan without whoever is named by department or tag. */
  readonly bureau: Bureau;
  /** Changes when holidays, the bureau's own days or its hours change. */
  readonly calendarMark: string;
  /** Absolute path of the policy file. */
  readonly policyFile: string;
  /** Path and line of a value in the file, for saying what is wrong with it. */
  readonly place: (path: readonly PropertyKey[]) => Omit<Problem, 'message'>;
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
  const yaml = readYaml(readText(file));
  if (yaml.kind === 'broken') throw invalidBureau(path, yaml.problems);
  const { content, place } = yaml;
  if (fileKind(content) === 'policy')
    throw invalidBureau(path, [{ path: '', line: null, message: NOT_A_BUREAU }]);
  const parsed = bureauSchema.safeParse(content);
  const problems = parsed.success
    ? wrongNames(parsed.data)
    : shapeProblems(parsed.error.issues, content, BUREAU_FORM);
  if (!parsed.success || problems.length > 0)
    throw invalidBureau(
      path,
      problems.map((problem) => ({ ...place(problem.path), message: problem.message })),
    );
  const { data } = parsed;
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
    weekPicture: data.week_picture,
    answers: Object.fromEntries(Object.entries(data.answers).map(([q, a]) => [q, a.value])),
    office: data.office,
    calendar: workCalendar(years, data.extra_days),
    upward: reminders?.upward ?? {},
    ladder: reminders === undefined ? null : ladderOf(reminders),
  };
  return {
    calendarMark: createHash('sha256').update(days).digest('hex').slice(0, 16),
    policyFile: resolve(dirname(file), data.policy),
    place,
    groups: data.groups,
    plan,
    bureau: resolvePlan(plan, new Map(), 'wecom').bureau,
  };
}

function readText(file: string): string {
  try {
    return readTextFile(file);
  } catch (cause) {
    if (cause instanceof BotError) throw cause;
    throw new BotError({
      code: 'bureau-missing',
      message: `cannot read ${file}`,
      hint: `读不到单位文件 ${file}，请检查 BUREAU_FILE 的路径。`,
      cause,
    });
  }
}

/** What is to be changed in a bureau file, each with its place. */
export function invalidBureau(file: string, problems: readonly Problem[]): BotError {
  const lines = problems.map(problemLine);
  return new BotError({
    code: 'bureau-invalid',
    message: `${file}: ${lines.join('; ')}`,
    hint: `单位文件 ${file} 有 ${lines.length} 处要改：\n${lines.map((p) => `· ${p}`).join('\n')}`,
  });
}
