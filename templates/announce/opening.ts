// A new case, and a report about one that is already open.
import { ownerTitle } from '../../src/core/bureau.ts';
import { shortMoment } from '../../src/core/calendar/shanghai.ts';
import type { Case } from '../../src/core/case.ts';
import type { Message, NoticeMessage } from '../../src/core/message.ts';
import { ownerOf } from '../../src/core/owners.ts';
import { openStep } from '../../src/core/steps.ts';
import { factsOnForm } from '../cards/facts-card.ts';
import { field, fitted } from '../cards/fit.ts';
import { askForGrade, askForUnit } from '../cards/grade-card.ts';
import {
  caseName,
  gradeName,
  markWords,
  personName,
  plainTitle,
  platformsOf,
  shortNumber,
  stateWords,
  unitNames,
} from '../case-words.ts';
import { CALL, howTo } from '../how-to.ts';
import { basisWords } from '../owed-words.ts';
import { example, unknownFacts } from '../texts/judgement.ts';
import { receiptLines } from '../texts/receipt.ts';
import type { AnnounceContext } from './context.ts';
import { card, groupOf, happened, notice, reply, stepWith, toGroup, toOwner, wrote } from './context.ts';
import { partyTitles, toParties } from './parties.ts';

/** Receipt, the leadership's card and notice, and the copies that the rule names. */
export function announceOpening(context: AnnounceContext): readonly Message[] {
  if (happened(context, 'case.opened').length === 0) return [];
  const { policy, bureau, after, asker } = context;
  const grader = openStep(policy, after, 'grade');
  const assigner = openStep(policy, after, 'assign');
  // The unit that judges for itself must be known first.
  const decider = grader?.by === 'unit' && assigner !== undefined ? assigner : (grader ?? assigner);
  const owner = decider === undefined ? null : ownerOf(policy, bureau, after, decider.by);
  const grading = decider?.do === 'grade' ? '定级' : '';
  const handing = decider?.do === 'assign' || grader?.by === assigner?.by ? '交办' : '';
  const waitsFor = owner === null ? null : `${ownerTitle(policy, bureau, owner)}${grading}${handing}`;
  const receipt = receiptLines({ bureau, case: after, waitsFor });
  const inGroup = wrote(context) && asker !== null && groupOf(asker.reply) === 'work';
  const opening = { first: true };
  const asked =
    owner === null || decider === undefined
      ? []
      : card(
          context,
          'grade',
          owner,
          decider.do === 'grade' ? askForGrade(subjectOf(context)) : askForUnit(subjectOf(context)),
          opening,
        );
  return [
    ...reply(context, receipt, opening),
    ...(inGroup ? [] : toGroup(context, 'work', receipt, opening)),
    ...asked,
    ...(owner === null
      ? []
      : notice('leadership', gradeNotice(context, `请在单独收到的卡片上${grading || handing}`), {
          ...opening,
          ...standingFor(asked),
        })),
    ...askForFacts(context),
    ...copies(context),
  ];
}

/** The card that the group is to have in place of its notice, when one went out. */
function standingFor(messages: readonly Message[]): Partial<Pick<NoticeMessage, 'asks'>> {
  const asked = messages.find((message) => message.kind === 'card');
  return asked === undefined ? {} : { asks: { cardId: asked.cardId, card: asked.card } };
}

/** The card without buttons that stands in the leadership group. */
export function gradeNotice(context: AnnounceContext, what: string) {
  const { bureau, after: c } = context;
  return fitted({
    drill: c.drill,
    tag: '舆情助手',
    title: plainTitle(c.report, 36),
    subtitle: c.number,
    fields: [
      field('平台', platformsOf(c.report) ?? '无链接（电话或口头）'),
      field('报送', `${personName(bureau, c.reporter)} ${shortMoment(c.openedAt)}`),
    ],
    body: what,
    link: c.report.links[0]?.url,
  });
}

function subjectOf({ policy, bureau, after }: AnnounceContext) {
  return { policy, bureau, case: after };
}

/** The office hears which facts the grade depends on that no card asks for, and how to tell them. */
function askForFacts(context: AnnounceContext): readonly Message[] {
  const { policy, bureau, after } = context;
  const receive = stepWith(context, 'receive');
  const onForm = factsOnForm(policy, after);
  const unknown = unknownFacts(policy, after).filter((f) => !onForm.includes(f));
  if (receive === undefined || unknown.length === 0) return [];
  const n = shortNumber(after.number);
  return toOwner(context, ownerOf(policy, bureau, after, receive.by), [
    `${caseName(after)} ${onForm.length === 0 ? '定级要看这些情况' : '定级还要看卡片以外的这些情况'}，知道的请补上：`,
    ...unknown.map((f) => howTo.fact(n, f.title, example(f))),
    `标准和已记的情况请发：${howTo.facts(n)}`,
  ]);
}

/** Those who are told of every new case: the receivers of the first step, and its copies. */
function copies(context: AnnounceContext): readonly Message[] {
  const { bureau, after } = context;
  const receive = stepWith(context, 'receive');
  if (receive === undefined) return [];
  const tell = (parties: readonly string[], tag: (title: string) => string): readonly Message[] =>
    parties.flatMap((party) =>
      toParties(
        context,
        [party],
        [
          `【${tag(partyTitles(context, [party]))}】${caseName(after)} 已登记（${basisWords(receive.clause ?? null, receive.basis)}）。`,
          `平台：${platformsOf(after.report) ?? '无链接'}　报送：${personName(bureau, after.reporter)} ${shortMoment(after.openedAt)}`,
          ...after.report.links.slice(0, 1).map((link) => `链接：${link.url}`),
          `查看进展请发：${shortNumber(after.number)}`,
        ],
      ),
    );
  return [...tell(receive.to, () => '登记'), ...tell(receive.cc, (title) => `抄送${title}`)];
}

/** Only the person who reported hears that it is known already. */
export function announceAttached(context: AnnounceContext): readonly Message[] {
  if (happened(context, 'report.attached').length === 0) return [];
  const { after: c, bureau, policy, asker } = context;
  const report = c.sightings.at(-1)?.report;
  if (report !== undefined && report.links.length === 0 && report.text === '') {
    return reply(context, [
      `收到 ${report.pictures} 个图片或文件，归入 ${c.number}。`,
      caseName(c),
      `存不下来会告诉您；要看请发：${howTo.files(shortNumber(c.number))}`,
    ]);
  }
  const who = asker?.person === c.reporter ? '您' : personName(bureau, c.reporter);
  return reply(context, [
    `这条已由${who}于 ${shortMoment(c.openedAt)} 报过，编号 ${c.number}，您的这次报送已并入。`,
    caseName(c),
    `现状：${presentState(context, c)}`,
    ...(c.closed === null ? [] : [`如有新情况需要再办，请领导小组或办公室重开。`]),
    `查看详情：${CALL} ${shortNumber(c.number)}`,
  ]);

  function presentState(_: AnnounceContext, now: Case): string {
    const grade =
      now.grade === null ? null : `${gradeName(policy, now.grade.id)}（${markWords(bureau, now.grade)}）`;
    const unit = now.unit === null ? null : `承办 ${unitNames(bureau, now)}`;
    return [stateWords(policy, bureau, now), grade, unit].filter((part) => part !== null).join('，');
  }
}
