// Why something was not done: the truth, and the exact next step.
import { type Bureau, fullUnitName, ownerTitle } from '../../src/core/bureau.ts';
import { shortMoment } from '../../src/core/calendar/shanghai.ts';
import type { Case } from '../../src/core/case.ts';
import { START_TITLES } from '../../src/core/limits.ts';
import { ownerOf } from '../../src/core/owners.ts';
import type { Policy } from '../../src/core/policy/load.ts';
import type { Refusal } from '../../src/core/refusal.ts';
import { stepDoing } from '../../src/core/steps.ts';
import { gradeName, personName, shortNumber, stateWords, unitName } from '../case-words.ts';
import { howTo } from '../how-to.ts';
import { quoted, words } from '../quoting.ts';
import { ruleRefusalLines } from './rule-refusals.ts';

export type RefusalContext = { readonly policy: Policy; readonly bureau: Bureau; readonly case: Case };

/** One or two sentences for the person who asked. */
export function refusalLines(context: RefusalContext, refusal: Refusal): string[] {
  const { policy, bureau, case: c } = context;
  const n = shortNumber(c.number);
  const by = (mark: { readonly by: string; readonly at: number }): string =>
    `由${personName(bureau, mark.by)}于 ${shortMoment(mark.at)} `;
  switch (refusal.code) {
    case 'closed':
      return [
        `${n} 已${by(refusal)}${ending(c)}，不能再改。确需再办，请领导小组或办公室发：${howTo.reopen(n)}`,
      ];
    case 'not-closed':
      return [`${n} 没有办结，不用重开。现状：${stateWords(policy, bureau, c)}。`];
    case 'not-authorised':
      return [
        `这一步由${refusal.need.join('、')}决定，您不在其中，没有改动。`,
        `可请他们来办，进展请发：${n}`,
      ];
    case 'already-graded': {
      const unit = refusal.unit === null ? '，还没有交办' : `，交办${unitName(bureau, refusal.unit)}`;
      const next = refusal.unit === null ? `要交办请发：${howTo.assign(n, exampleUnit(bureau))}。` : '';
      return [
        `${n} 已${by(refusal)}定为${gradeName(policy, refusal.grade)}${unit}。${next}要改级请发：${howTo.regrade(n, otherGrade(policy, refusal.grade))}`,
      ];
    }
    case 'already-assigned':
      return [
        `${n} 已${by(refusal)}交办${unitName(bureau, refusal.unit)}。要改派请发：${howTo.reassign(n, exampleUnit(bureau, refusal.unit))}`,
      ];
    case 'same-grade':
      return [`${n} 现在就是${gradeName(policy, refusal.grade)}，不用改。`];
    case 'not-graded':
      return [
        `${n} 还没有定级。定级后才能办这一步，请${decider(context, 'grade')}发：${howTo.grade(n, lowest(policy), unitWithGrade(context)).trimEnd()}`,
      ];
    case 'not-assigned':
      return [
        `${n} 还没有承办单位。请${decider(context, 'assign')}发：${howTo.assign(n, exampleUnit(bureau))}`,
      ];
    case 'unknown-grade':
      return [
        `没有“${words(refusal.given, 20)}”这个等级。本制度的等级：${policy.grades.map((g) => g.name).join('、')}。`,
        `请发：${c.grade === null ? howTo.grade(n, lowest(policy), unitWithGrade(context)).trimEnd() : howTo.regrade(n, otherGrade(policy, c.grade.id))}`,
      ];
    case 'unknown-unit':
      return unknownUnit(context, refusal.given, n);
    case 'unknown-value':
      return [
        `“${words(refusal.given, 20)}”不在${refusal.what}的选项里。`,
        `可选：${refusal.known.map((k) => words(k, 20)).join('、')}。请照其中一个重发。`,
      ];
    case 'need-unit':
      return [`请写明承办单位，如：${howTo.assign(n, exampleUnit(bureau))}`, `单位：${unitNames(bureau)}`];
    case 'need-reason':
      return [
        `${refusal.what}要写明原因，没有改动。请发：${withReason(context, refusal.what, n)}`,
        ...(refusal.waiting === undefined ? [] : [`还没办完的：${refusal.waiting.join('、')}。`]),
      ];
    case 'need-text':
      return needText(context, refusal.what, n);
    case 'already-signed':
      return [`${n} 已${by(refusal)}签收，不用再签。`];
    case 'already-reported':
      return [
        `${n} 已${by(refusal)}报送过材料，不能再退回交办。`,
        `情况有变请续报：${howTo.written(n)}；确需改派，请领导发：${howTo.reassign(n, exampleUnit(bureau))}`,
      ];
    case 'already-approved':
      return [
        `${n} 已${by(refusal)}${refusal.decision === 'agreed' ? '同意' : '退回修改'}，这次没有改动。`,
        `现状：${stateWords(policy, bureau, c)}。详情请发：${n}`,
      ];
    case 'nothing-to-approve':
      return [`${n} 现在没有待审核的材料。承办单位报送后，会发卡片给审核人。`];
    case 'nothing-owed':
      return [`${n} 现在没有在计时的应办事项，不用说明。补充情况请发：${howTo.written(n)}`];
    case 'not-yet':
      return [
        `${n} 还没到这一步，先要完成：${refusal.waiting.join('、') || '前面的环节'}。`,
        `详情请发：${n}`,
      ];
    case 'in-future': {
      const what = START_TITLES[refusal.moment ?? 'occurred'];
      return [
        `${what}时间不能晚于现在，没有记。请重发，如：${howTo.moment(n, what, shortMoment(c.openedAt))}`,
      ];
    }
    case 'after-report': {
      const what = START_TITLES[refusal.moment ?? 'occurred'];
      return [
        `${what}时间不能晚于报送（${shortMoment(refusal.at)}），没有记。请重发，如：${howTo.moment(n, what, shortMoment(refusal.at))}`,
      ];
    }
    default:
      return ruleRefusalLines(context, refusal);
  }
}

/** `办结`, `移送县城管局`. */
function ending(c: Case): string {
  return c.closed?.to == null ? '办结' : `移送${words(c.closed.to, 30)}`;
}

function unknownUnit({ bureau }: RefusalContext, given: string, n: string): string[] {
  // The drop-down's “none” is not a name that anybody typed.
  const what = given === '' || given === 'none' ? '还没有选承办单位。' : `没有${quoted(given, 20)}这个单位。`;
  return [`${what}可选：${unitNames(bureau)}。`, `请发：${howTo.assign(n, exampleUnit(bureau))}`];
}

/** What to type when a reason is missing; `what` is the word that core uses for the act. */
function withReason({ policy, bureau, case: c }: RefusalContext, what: string, n: string): string {
  switch (what) {
    case '改级':
      return howTo.regrade(n, otherGrade(policy, c.grade?.id ?? ''));
    case '改派':
      return howTo.reassign(n, exampleUnit(bureau, c.unit?.id));
    case '不予回应':
      return howTo.decline(n);
    case '提前结束':
      return howTo.closeEarly(n);
    case '重开':
      return howTo.reopen(n);
    case '说明':
      return howTo.explain(n);
    case '退回':
      return howTo.giveBack(n);
    case '延期':
      return howTo.extend(
        n,
        '5个工作日',
        policy.limits.some((l) => l.extend?.notice_first !== undefined),
      );
    case '不同意延期':
      return howTo.refuseExtension(n);
    case '中止计时':
      return howTo.pause(n);
    case '移送':
      return howTo.transfer(n);
    default:
      return `${what} ${n} 原因`;
  }
}

function needText({ policy }: RefusalContext, what: string, n: string): string[] {
  switch (what) {
    case '书面报送':
      return [`书面报送要有文字或图片，没有记。请发：${howTo.written(n)}`];
    case '口头汇报的对象':
      return [`请写明向谁口头汇报，没有记。请发：${howTo.oral(n, '孙主任')}（换成实际的人）`];
    case '批示':
      return [`请写明批示的内容，没有记。请发：${howTo.instruct(n)}`];
    case '意见':
      return [`请写明意见，没有记。请发：${howTo.opinion(n)}`];
    case '移送到哪个单位':
      return [`请写明移送到哪个单位，没有移送。请发：${howTo.transfer(n)}`];
    case '回复来源单位':
      return [`请写明回复的内容，没有记。请发：${howTo.feedback(n)}`];
    case '公开回应':
    case '回应的审定人':
      return [`${what}没有写，没有记。请发：${howTo.respond(n, policy.responses.channels[0] ?? '渠道')}`];
    default:
      // The title of a step or a paper.
      return [`“${words(what, 30)}”没有写内容，没有记。请发：${howTo.done(n, words(what, 30))}`];
  }
}

/** Who grades or hands over on the route of the case. */
function decider({ policy, bureau, case: c }: RefusalContext, verb: 'grade' | 'assign'): string {
  const step = stepDoing(policy, c, verb);
  return step === undefined ? '领导' : ownerTitle(policy, bureau, ownerOf(policy, bureau, c, step.by));
}

/** A unit to name while grading; none where it is known already, or others hand over. */
function unitWithGrade({ policy, bureau, case: c }: RefusalContext): string {
  const both = stepDoing(policy, c, 'grade')?.by === stepDoing(policy, c, 'assign')?.by;
  return c.unit === null && both ? exampleUnit(bureau) : '';
}

function lowest(policy: Policy): string {
  return [...policy.grades].sort((a, b) => a.rank - b.rank)[0]?.name ?? '等级';
}

function otherGrade(policy: Policy, grade: string): string {
  const others = policy.grades.filter((g) => g.id !== grade).sort((a, b) => b.rank - a.rank);
  return others[0]?.name ?? '等级';
}

function exampleUnit(bureau: Bureau, except?: string): string {
  return bureau.units.find((u) => u.id !== except)?.name ?? '承办单位';
}

function unitNames(bureau: Bureau): string {
  return bureau.units.map((u) => fullUnitName(bureau, u)).join('、') || '（单位配置里还没有）';
}
