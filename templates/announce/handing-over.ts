// Grade and unit: the first decision, a later unit, a changed grade.
import { ownerTitle, peopleOf, roleOwner, unitById } from '../../src/core/bureau.ts';
import type { Case } from '../../src/core/case.ts';
import type { Message } from '../../src/core/message.ts';
import { openLink, openStep } from '../../src/core/steps.ts';
import { askForApproval } from '../cards/approve-card.ts';
import { askForGrade, askForUnit, gradeDecided } from '../cards/grade-card.ts';
import { signCard, signEnded } from '../cards/sign-card.ts';
import { caseName, gradeName, markWords, personName, shortNumber, unitName } from '../case-words.ts';
import { howTo } from '../how-to.ts';
import { bornLateWords, owedLine } from '../owed-words.ts';
import { words } from '../quoting.ts';
import { askOccurred } from './ask-occurred.ts';
import type { AnnounceContext } from './context.ts';
import { card, happened, replyAndTell, stepWith, toGroup, toPeople, update } from './context.ts';
import { howToReport } from './how-to-report.ts';
import { unitOwes } from './unit-owes.ts';

/** Everything that a commit with a grade or a unit in it makes others hear. */
export function announceHandover(context: AnnounceContext): readonly Message[] {
  const { before, after } = context;
  const graded = happened(context, 'case.graded').length > 0;
  const assigned = happened(context, 'case.assigned').length > 0;
  if (before === null || (!graded && !assigned)) return [];
  if (after.grade === null || after.unit === null) return halfDecided(context, after);
  if (assigned || before.grade === null) return handedOver(context, before, after, after.unit.id);
  return regraded(context, before, after);
}

/** Only one of the two is known: the leadership goes on being asked for the other. */
function halfDecided(context: AnnounceContext, after: Case): readonly Message[] {
  const { policy, bureau, before } = context;
  const subject = { policy, bureau, case: after };
  const n = shortNumber(after.number);
  const [grade, unit] = [after.grade, after.unit];
  const what =
    grade !== null
      ? `${before?.grade ? '改定' : '定'}为${gradeName(policy, grade.id)}（${markWords(bureau, grade)}）`
      : `交办${unit === null ? '' : unitName(bureau, unit.id)}（${unit === null ? '' : markWords(bureau, unit)}）`;
  const example = bureau.units[0]?.name ?? '科室';
  const next =
    grade !== null
      ? `还没有交办，请在应用卡片选承办单位，或发：${howTo.assign(n, example)}`
      : `还没有定级，请在应用卡片选等级，或发：${howTo.grade(n, policy.grades[0]?.name ?? '等级', '')}`;
  const assigner = stepWith(context, 'assign');
  const grader = stepWith(context, 'grade');
  const other = grade !== null && assigner !== undefined && assigner.by !== grader?.by;
  return [
    ...(other && assigner !== undefined
      ? [
          ...update('grade', gradeDecided(subject), true),
          ...card(context, 'grade', roleOwner(policy, assigner.by, null), askForUnit(subject)),
        ]
      : update('grade', grade !== null ? askForUnit(subject) : askForGrade(subject), false)),
    ...replyAndTell(context, ['leadership'], [`${caseName(after)} ${what}。`, next]),
  ];
}

function handedOver(context: AnnounceContext, before: Case, after: Case, unitId: string): readonly Message[] {
  const { policy, bureau } = context;
  const subject = { policy, bureau, case: after };
  const unit = { kind: 'unit', unit: unitId } as const;
  const name = unitName(bureau, unitId);
  const grade = after.grade === null ? '' : gradeName(policy, after.grade.id);
  const moved = before.unit !== null && before.unit.id !== unitId;
  const reason = happened(context, 'case.assigned').at(-1)?.body.reason;
  const first = happened(context, 'case.graded').length > 0;
  const by = after.unit === null ? '' : `（${markWords(bureau, after.unit)}）`;
  const decided = `${first ? `定为${grade}` : `（${grade}）`}${first ? '，' : ''}${moved ? '改派' : '交办'}${name}${by}`;
  return [
    ...update('grade', gradeDecided(subject), true),
    ...(moved ? movedAway(context, before, name, reason) : []),
    ...card(context, 'sign', unit, signCard(subject)),
    ...toGroup(context, 'work', handoverLines(context, after, { name, reason }), {
      mention: peopleOf(bureau, unit),
    }),
    ...replyAndTell(
      context,
      ['leadership'],
      [`${caseName(after)} ${decided}。`],
      ['承办单位已收到卡片，并在工作群提醒。'],
    ),
    ...askOccurred(context),
  ];
}

function movedAway(
  context: AnnounceContext,
  before: Case,
  to: string,
  reason: string | undefined,
): readonly Message[] {
  const { policy, bureau, after } = context;
  if (before.unit === null) return [];
  const why = reason === undefined ? '' : `原因：${words(reason, 60)}。`;
  return [
    ...update('sign', signEnded({ policy, bureau, case: after }, before), true),
    ...toPeople(context, peopleOf(bureau, { kind: 'unit', unit: before.unit.id }), [
      `${caseName(after)} 已改派${to}，你单位不再承办。${why}`,
    ]),
  ];
}

function handoverLines(
  context: AnnounceContext,
  after: Case,
  said: { readonly name: string; readonly reason: string | undefined },
): readonly string[] {
  const { policy, bureau } = context;
  const unit = after.unit === null ? undefined : unitById(bureau, after.unit.id);
  const people = [...new Set([unit?.head ?? '', ...(unit?.contacts ?? [])])].filter((p) => p !== '');
  const names = people.map((p) => personName(bureau, p)).join('、');
  const n = shortNumber(after.number);
  return [
    `【交办】${caseName(after)}`,
    `等级：${after.grade === null ? '未定' : `${gradeName(policy, after.grade.id)}（${markWords(bureau, after.grade)}）`}`,
    `承办：${said.name}${names === '' ? '' : `（${names}）`}`,
    ...(said.reason === undefined ? [] : [`说明：${words(said.reason, 60)}`]),
    ...after.report.links.slice(0, 1).map((link) => `链接：${link.url}`),
    ...owedLines(context, after),
    ...howToReport(context, unitOwes(context, after)),
    `收到请在应用卡片点“签收”，或发：${howTo.sign(n)}`,
  ];
}

/** `应办：` and one line for each thing that the unit owes, with its moment, clause and receiver. */
function owedLines(context: AnnounceContext, c: Case): readonly string[] {
  const { policy, bureau } = context;
  const owed = unitOwes(context, c);
  if (owed.length === 0) return ['应办：核查并书面报送处置意见（本制度未规定时限）'];
  return owed.map((o) => {
    const to =
      o.to === null ? '' : `，报${ownerTitle(policy, bureau, roleOwner(policy, o.to, c.unit?.id ?? null))}`;
    const born = bornLateWords(c, o);
    return `应办：${owedLine(o, context.now)}${to}${born === '' ? '' : `；${born}`}`;
  });
}

function regraded(context: AnnounceContext, before: Case, after: Case): readonly Message[] {
  const { policy, bureau } = context;
  const event = happened(context, 'case.graded').at(-1);
  const [was, is] = [before.grade?.id ?? '', after.grade?.id ?? ''].map((id) => gradeName(policy, id));
  const reason = event?.body.reason === undefined ? '未写' : words(event.body.reason, 80);
  const by = after.grade === null ? '' : `（${markWords(bureau, after.grade)}）`;
  const change = `${caseName(after)} 等级由${was}改为${is}${by}`;
  const unit = after.unit === null ? [] : peopleOf(bureau, { kind: 'unit', unit: after.unit.id });
  const working = openStep(policy, after, 'check') !== undefined;
  const open = openLink(policy, after);
  const subject = { policy, bureau, case: after };
  return [
    ...update('grade', gradeDecided(subject), true),
    ...update('sign', signCard(subject), !working),
    ...(open === null ? [] : update('approve', askForApproval(subject, open), false)),
    ...toGroup(context, 'work', [`【改级】${change}`, `原因：${reason}`, ...limitsAfter(context, after)], {
      mention: unit,
    }),
    ...replyAndTell(
      context,
      ['leadership'],
      [`${change}。原因：${reason}`],
      unit.length === 0 ? [] : ['承办单位已知道新的要求。'],
    ),
    ...askOccurred(context),
  ];
}

function limitsAfter(context: AnnounceContext, after: Case): readonly string[] {
  const owed = unitOwes(context, after);
  return owed.length === 0
    ? ['按新等级没有新的应办事项。']
    : ['按新等级应办：', ...owed.map((o) => owedLine(o, context.now))];
}
