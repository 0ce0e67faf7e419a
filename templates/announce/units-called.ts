// The units in charge are called: card, a line in the work group with a real @, and what each owes.
import { ownerTitle, peopleOf } from '../../src/core/bureau.ts';
import type { Case } from '../../src/core/case.ts';
import type { Message } from '../../src/core/message.ts';
import { ownerOf } from '../../src/core/owners.ts';
import { openStep, openSteps } from '../../src/core/steps.ts';
import { gradeDecided } from '../cards/grade-card.ts';
import { signCard, signEnded } from '../cards/sign-card.ts';
import {
  caseName,
  gradeName,
  markWords,
  personName,
  shortNumber,
  unitName,
  unitNames,
} from '../case-words.ts';
import { howTo } from '../how-to.ts';
import { bornLateWords, owedLine } from '../owed-words.ts';
import { words } from '../quoting.ts';
import { askMoments } from './ask-moments.ts';
import { stepsBegun } from './begun.ts';
import {
  type AnnounceContext,
  happened,
  replyAndTell,
  toGroup,
  toPeople,
  unitCard,
  update,
} from './context.ts';
import { howToReport } from './how-to-report.ts';
import { unitOwes, unitPeople } from './unit-owes.ts';

/** Grade and unit are known: what the leadership, the units and the unit that had it before hear. */
export function handedOver(context: AnnounceContext, before: Case, after: Case): readonly Message[] {
  const { policy, bureau } = context;
  const { unit } = after;
  if (unit === null) return [];
  const subject = { policy, bureau, case: after };
  const name = unitNames(bureau, after);
  const grade = after.grade === null ? '' : gradeName(policy, after.grade.id);
  const moved = before.unit !== null && before.unit.id !== unit.id;
  const reason = happened(context, 'case.assigned').at(-1)?.body.reason;
  const first = happened(context, 'case.graded').length > 0;
  const decided = `${first ? `定为${grade}` : `（${grade}）`}${first ? '，' : ''}${moved ? '改派' : '交办'}${name}（${markWords(bureau, unit)}）`;
  const begun = openStep(policy, after, 'check') !== undefined;
  const waiting = openSteps(policy, after).map((s) => s.title);
  return [
    ...update('grade', gradeDecided(subject), true),
    ...(moved ? movedAway(context, before, name, reason) : []),
    ...(begun ? unitsCalled(context, after, reason) : []),
    ...replyAndTell(
      context,
      ['leadership'],
      [`${caseName(after)} ${decided}。`],
      begun
        ? ['承办单位已收到卡片，并在工作群提醒。']
        : [`先要完成：${waiting.join('、') || '前面的环节'}；之后通知承办单位。`],
    ),
    ...(begun ? askMoments(context) : []),
  ];
}

/** A check that begins later than the unit was chosen calls it then; one that asks for more says for what. */
export function announceCheckOpened(context: AnnounceContext): readonly Message[] {
  const { policy, bureau, before, after } = context;
  const check = stepsBegun(context).find((s) => s.do === 'check');
  if (before === null || check === undefined || after.unit === null || after.grade === null) return [];
  if (happened(context, 'case.graded').length + happened(context, 'case.assigned').length > 0) return [];
  if (before.steps[check.id] === undefined)
    return [...unitsCalled(context, after, undefined), ...askMoments(context)];
  const owed = unitOwes(context, after);
  return [
    ...update('sign', signCard({ policy, bureau, case: after }), false),
    ...toPeople(context, unitPeople(context, after), [
      `【补报】${caseName(after)} 情况有变，还要：`,
      ...owed.map((o) => owedLine(o, context.now)),
      ...howToReport(context, owed),
    ]),
  ];
}

function unitsCalled(context: AnnounceContext, after: Case, reason: string | undefined): readonly Message[] {
  const { policy, bureau } = context;
  return [
    ...unitCard(context, signCard({ policy, bureau, case: after })),
    ...toGroup(context, 'work', handoverLines(context, after, reason), {
      mention: unitPeople(context, after),
    }),
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
  const staying = new Set(unitPeople(context, after));
  return [
    ...update('sign', signEnded({ policy, bureau, case: after }, before), true),
    ...toPeople(
      context,
      unitPeople(context, before).filter((p) => !staying.has(p)),
      [`${caseName(after)} 已改派${to}，你单位不再承办。${why}`],
    ),
  ];
}

function handoverLines(context: AnnounceContext, after: Case, reason: string | undefined): readonly string[] {
  const { policy, bureau } = context;
  const units = after.unit === null ? [] : [after.unit.id, ...after.unit.with];
  const named = units.map((id) => {
    const names = peopleOf(bureau, { kind: 'unit', unit: id }).map((p) => personName(bureau, p));
    return `${unitName(bureau, id)}${names.length === 0 ? '' : `（${names.join('、')}）`}`;
  });
  const n = shortNumber(after.number);
  const route = happened(context, 'route.changed').length === 0 ? undefined : routeTitle(context, after);
  return [
    `【交办】${caseName(after)}`,
    `等级：${after.grade === null ? '未定' : `${gradeName(policy, after.grade.id)}（${markWords(bureau, after.grade)}）`}`,
    ...(route === undefined ? [] : [`路线：${route}`]),
    `承办：${named.join('、')}`,
    ...(reason === undefined ? [] : [`说明：${words(reason, 60)}`]),
    ...after.report.links.slice(0, 1).map((link) => `链接：${link.url}`),
    ...owedLines(context, after),
    ...howToReport(context, unitOwes(context, after)),
    `收到请在单独收到的卡片上点“签收”，或发：${howTo.sign(n)}`,
  ];
}

function routeTitle({ policy }: AnnounceContext, c: Case): string | undefined {
  return policy.routes.find((r) => r.id === c.route)?.title;
}

/** `应办：` and one line for each thing that the units owe, with its moment, clause and receiver. */
function owedLines(context: AnnounceContext, c: Case): readonly string[] {
  const { policy, bureau } = context;
  const owed = unitOwes(context, c);
  if (owed.length === 0) return ['应办：核查并书面报送处置意见（本制度未规定时限）'];
  const joint = new Set(owed.map((o) => ownerTitle(policy, bureau, o.owner))).size > 1;
  const lines = owed.map((o) => {
    const to = o.to === null ? '' : `，报${ownerTitle(policy, bureau, ownerOf(policy, bureau, c, o.to))}`;
    const born = bornLateWords(c, o);
    return `应办：${joint ? '各承办单位都要交，' : ''}${owedLine(o, context.now)}${to}${born === '' ? '' : `；${born}`}`;
  });
  return [...new Set(lines)];
}
