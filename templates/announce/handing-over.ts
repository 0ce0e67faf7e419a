// A decision on the grade or the unit: whoever was asked, the units, the leadership group.
import { ownerTitle } from '../../src/core/bureau.ts';
import type { Case } from '../../src/core/case.ts';
import { waitingFor } from '../../src/core/decide/doing.ts';
import type { Message } from '../../src/core/message.ts';
import { ownerOf } from '../../src/core/owners.ts';
import { openStep, openSteps } from '../../src/core/steps.ts';
import { askForApproval } from '../cards/approve-card.ts';
import { askForGrade, askForUnit, gradeDecided } from '../cards/grade-card.ts';
import { signCard } from '../cards/sign-card.ts';
import { caseName, gradeName, markWords, shortNumber, unitNames } from '../case-words.ts';
import { howTo } from '../how-to.ts';
import { owedLine } from '../owed-words.ts';
import { words } from '../quoting.ts';
import { askMoments } from './ask-moments.ts';
import { stepsBegun } from './begun.ts';
import { type AnnounceContext, card, happened, replyAndTell, stepWith, toGroup, update } from './context.ts';
import { cardPlace, samePlace } from './places.ts';
import { unitOwes, unitPeople } from './unit-owes.ts';
import { handedOver } from './units-called.ts';

/** Everything that a commit with a grade or a unit in it makes others hear. */
export function announceHandover(context: AnnounceContext): readonly Message[] {
  const { before, after } = context;
  const graded = happened(context, 'case.graded').length > 0;
  const assigned = happened(context, 'case.assigned').length > 0;
  if (before === null || (!graded && !assigned)) return [];
  if (after.grade === null || after.unit === null) return halfDecided(context, after);
  if (assigned || before.grade === null) return handedOver(context, before, after);
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
      : `交办${unitNames(bureau, after)}（${unit === null ? '' : markWords(bureau, unit)}）`;
  const example = bureau.units[0]?.name ?? '科室';
  const assigner = stepWith(context, 'assign');
  const grader = stepWith(context, 'grade');
  if (grade !== null && openStep(policy, after, 'assign') === undefined) return [...later(context, what)];
  const pending = grade !== null ? assigner : grader;
  const other = pending !== undefined && assigner?.by !== grader?.by;
  const owner = other ? ownerOf(policy, bureau, after, pending.by) : null;
  const who = owner === null ? '' : ownerTitle(policy, bureau, owner);
  const next =
    grade !== null
      ? `还没有交办，请${who}在单独收到的卡片上选承办单位，或发：${howTo.assign(n, example)}`
      : `还没有定级，请${who}在单独收到的卡片上选等级，或发：${howTo.grade(n, policy.grades[0]?.name ?? '等级', '')}`;
  const ask = grade !== null ? askForUnit(subject) : askForGrade(subject);
  return [
    ...(owner === null
      ? update('grade', ask, false)
      : [...update('grade', gradeDecided(subject), true), ...card(context, 'grade', owner, ask)]),
    ...replyAndTell(context, ['leadership'], [`${caseName(after)} ${what}。`, next]),
  ];
}

/** Graded, and something else comes before the unit is chosen, or no unit is chosen at all. */
function later(context: AnnounceContext, what: string): readonly Message[] {
  const { policy, bureau, after } = context;
  const open = openSteps(policy, after).map((s) => s.title);
  const assign = stepWith(context, 'assign');
  const before = assign === undefined ? [] : waitingFor({ policy }, after, assign);
  const next = [
    ...(open.length === 0 ? [] : [`接下来：${open.join('、')}`]),
    ...(assign === undefined || before.length === 0
      ? []
      : [
          `承办单位还没有定：${before.join('、')}之后，由${ownerTitle(policy, bureau, ownerOf(policy, bureau, after, assign.by))}交办。`,
        ]),
  ];
  return [
    ...update('grade', gradeDecided({ policy, bureau, case: after }), true),
    ...replyAndTell(context, ['leadership'], [`${caseName(after)} ${what}。`, ...next]),
  ];
}

/** The choice of a unit whose turn came later than the grade: its card, for whoever chooses. */
export function announceAssignOpened(context: AnnounceContext): readonly Message[] {
  const { policy, bureau, before, after } = context;
  const assign = stepsBegun(context).find((s) => s.do === 'assign');
  if (before === null || assign === undefined || after.unit !== null) return [];
  if (after.grade === null || happened(context, 'case.graded').length > 0) return [];
  const owner = ownerOf(policy, bureau, after, assign.by);
  return [
    ...card(context, 'grade', owner, askForUnit({ policy, bureau, case: after })),
    ...toGroup(context, 'leadership', [
      `${caseName(after)} 等${ownerTitle(policy, bureau, owner)}交办，请看单独收到的卡片。`,
    ]),
  ];
}

function regraded(context: AnnounceContext, before: Case, after: Case): readonly Message[] {
  const { policy, bureau } = context;
  const event = happened(context, 'case.graded').at(-1);
  const [was, is] = [before.grade?.id ?? '', after.grade?.id ?? ''].map((id) => gradeName(policy, id));
  const reason = event?.body.reason === undefined ? '未写' : words(event.body.reason, 80);
  const by = after.grade === null ? '' : `（${markWords(bureau, after.grade)}）`;
  const change = `${caseName(after)} 等级由${was}改为${is}${by}`;
  const unit = unitPeople(context, after);
  const working = openStep(policy, after, 'check') !== undefined;
  const open = cardPlace(policy, bureau, after);
  const subject = { policy, bureau, case: after };
  return [
    ...update('grade', gradeDecided(subject), true),
    ...update('sign', signCard(subject), !working),
    ...(open === null || !samePlace(policy, bureau, before, after)
      ? []
      : update('approve', askForApproval(subject, open), false)),
    ...toGroup(context, 'work', [`【改级】${change}`, `原因：${reason}`, ...limitsAfter(context, after)], {
      mention: unit,
    }),
    ...replyAndTell(
      context,
      ['leadership'],
      [`${change}。原因：${reason}`],
      unit.length === 0 ? [] : ['承办单位已知道新的要求。'],
    ),
    ...askMoments(context),
  ];
}

function limitsAfter(context: AnnounceContext, after: Case): readonly string[] {
  const owed = unitOwes(context, after);
  return owed.length === 0
    ? ['按新等级没有新的应办事项。']
    : ['按新等级应办：', ...new Set(owed.map((o) => owedLine(o, context.now)))];
}
