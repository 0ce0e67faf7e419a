// Refusals of the parts that only some rules have: extensions, collective decisions, opinions, papers, transfers.
import { spokenLength } from '../../src/core/calendar/duration.ts';
import { shortDeadline, shortMoment } from '../../src/core/calendar/shanghai.ts';
import { judge } from '../../src/core/criteria.ts';
import type { Policy } from '../../src/core/policy/load.ts';
import type { Refusal } from '../../src/core/refusal.ts';
import { gradeName, outcomeName, personName, shortNumber, unitName } from '../case-words.ts';
import { howTo } from '../how-to.ts';
import { words } from '../quoting.ts';
import { suggestionLine } from './judgement.ts';
import type { RefusalContext } from './refusals.ts';

export type RuleRefusal = Extract<
  Refusal,
  {
    code:
      | 'not-part'
      | 'is-subject'
      | 'unit-is-subject'
      | 'need-grade-reason'
      | 'need-lower-reason'
      | 'need-record'
      | 'already-found'
      | 'already-told'
      | 'need-opinion'
      | 'asked-otherwise'
      | 'already-recorded'
      | 'under-review'
      | 'not-consulted'
      | 'not-named'
      | 'nobody-to-name'
      | 'already-named'
      | 'which-step'
      | 'no-step'
      | 'paper-not-ordered'
      | 'already-ordered'
      | 'not-in-rule'
      | 'past-due'
      | 'beyond-cap'
      | 'notice-first'
      | 'extension-pending'
      | 'no-extension-pending'
      | 'already-paused'
      | 'paused'
      | 'not-paused'
      | 'same-policy';
  }
>;

/** One or two sentences for the person who asked, with the exact next step. */
export function ruleRefusalLines(context: RefusalContext, refusal: RuleRefusal): string[] {
  const { policy, bureau, case: c } = context;
  const n = shortNumber(c.number);
  switch (refusal.code) {
    case 'not-part':
      return [
        `${n} 的图片和文件只发给经办的人：${[...refusal.need, '报送人'].join('、')}。您不在其中，没有发。`,
        '确实需要的，请向他们要。',
      ];
    case 'is-subject':
      return [
        `${n} 反映的问题涉及${personName(bureau, refusal.person)}，按回避要求不能由本人经办或审核，没有改动。`,
      ];
    case 'unit-is-subject':
      return [
        `${n} 反映的问题涉及${unitName(bureau, refusal.unit)}的${personName(bureau, refusal.person)}，不能交给这个单位。请改交其他单位。`,
      ];
    case 'need-grade-reason': {
      const name = gradeName(policy, refusal.grade);
      const open = refusal.openList ? '条文的列举后有“等”，可以定，但要写明理由。' : '';
      const unit = c.unit === null ? '' : ` ${unitName(bureau, c.unit.id)}`;
      return [
        `按已记的情况，${n} 不符合${name}的任何一条标准，没有定。${open}`,
        ...judge(policy, c)
          .criteria.filter((one) => one.grade.id === refusal.grade)
          .map((one) => `✗ ${one.title}${one.clause === null ? '' : `（依据${one.clause}）`}`),
        `确实要定，请写理由：定级 ${n} ${name}${unit} 理由；情况有误请发：${howTo.facts(n)}`,
      ];
    }
    case 'need-lower-reason': {
      const name = gradeName(policy, refusal.grade);
      const unit = c.unit === null ? '' : ` ${unitName(bureau, c.unit.id)}`;
      return [
        `${suggestionLine(policy, c) ?? ''}定得比建议低，要写明理由，没有定。`,
        `确实要定，请发：定级 ${n} ${name}${unit} 理由；情况有误请发：${howTo.facts(n)}`,
      ];
    }
    case 'already-found': {
      const was = `已由${personName(bureau, refusal.by)}于 ${shortMoment(refusal.at)} 核定为${outcomeName(policy, refusal.outcome)}`;
      return [
        `${n} ${was}，这次没有改动。要改请发：${howTo.outcome(n, otherOutcome(policy, refusal.outcome))}`,
      ];
    }
    case 'already-told': {
      const was = `${n} 的${words(refusal.fact, 20)}已记为${words(refusal.value, 30)}`;
      return [
        `${was}，这张表里的都没有记。要改请发：${howTo.fact(n, words(refusal.fact, 20), words(refusal.given, 30))}；其余的请在更新后的卡片上再填。`,
      ];
    }
    case 'need-record':
      return [
        {
          body: `${n} 这一步由${refusal.title}集体研究决定，不能由一个人点“同意”。`,
          external: `${n} 这一步要${refusal.title}确认。`,
          outside_rule: `${n} 这一步按“${refusal.title}”办。`,
        }[refusal.kind],
        `有了结果请发：${refusal.kind === 'body' ? howTo.approveMinutes(n) : howTo.approveRecord(n)}`,
      ];
    case 'need-opinion':
      return [`${n} 还在等${refusal.from.join('、')}的意见，收到后才能往下办。对方请发：意见 ${n} 内容`];
    case 'asked-otherwise':
      return [
        `${n} 现在没有等您审核的材料，没有记。`,
        ...refusal.for.map((what) =>
          what === 'opinion'
            ? `等您答复的是征求意见，请发：${howTo.opinion(n)}`
            : `等您答复的是延期申请。同意请发：${howTo.grantExtension(n)}；不同意请发：${howTo.refuseExtension(n)}`,
        ),
      ];
    case 'already-recorded':
      return [
        `${n} 的“${words(refusal.what, 30)}”已由${personName(bureau, refusal.by)}于 ${shortMoment(refusal.at)} 记过，这次没有再记。`,
        ...(refusal.open ?? []).map(
          (title) => `说的是“${words(title, 30)}”的，请发：${howTo.done(n, words(title, 30))}`,
        ),
        `要补充或更正请发：${howTo.doneMore(n, words(refusal.what, 30))}`,
      ];
    case 'under-review':
      if (refusal.decided)
        return [
          `${n} 的“${words(refusal.what, 30)}”已审核通过，不能再改，没有记。`,
          `有新的情况，请承办单位作续报，发：${howTo.written(n)}`,
        ];
      return [
        `${n} 的“${words(refusal.what, 30)}”已送审核，不能直接更正，没有记。`,
        `要改请审核人退回后再写，审核人发：${howTo.giveBack(n)}`,
      ];
    case 'not-consulted':
      return [`${n} 现在没有向您征求意见。补充情况请发：${n}`];
    case 'not-named':
      return [`${n} 涉及几位${refusal.role}，要先由${refusal.by}指定一位牵头：指定 ${n} 姓名`];
    case 'nobody-to-name':
      return [`${n} 按制度没有需要指定牵头人的环节。`];
    case 'already-named':
      return [`${n} 已指定${personName(bureau, refusal.person)}，不用再指定。`];
    case 'which-step':
      return [
        `${n} 您有几项都可以办，请写明是哪一项：${refusal.open.join('、')}。`,
        `如：完成 ${n} ${refusal.open[0] ?? '环节'} 内容`,
      ];
    case 'no-step':
      return refusal.open.length === 0
        ? [`${n} 现在没有可以这样记的环节。进展请发：${n}`]
        : [
            `${n} 现在可以记的是：${refusal.open.join('、')}。`,
            `请发：完成 ${n} ${refusal.open[0] ?? '环节'} 内容`,
          ];
    case 'paper-not-ordered':
      return [`${n} 的“${refusal.paper}”要由${refusal.by}要求了才写，现在还没有要求。`];
    case 'already-ordered':
      return [
        `${n} 的“${refusal.paper}”已由${personName(bureau, refusal.by)}于 ${shortMoment(refusal.at)} 要求过。`,
      ];
    case 'not-in-rule':
      return [`本制度没有规定${words(refusal.what, 30)}，${n} 没有改动。`];
    case 'past-due':
      return [
        `${n} 的时限 ${shortDeadline(refusal.dueAt)} 已过，制度要求到期前申请延期，没有记。请尽快报送，并说明原因：说明 ${n} 原因`,
      ];
    case 'beyond-cap':
      return [
        `连同延长最多 ${spokenLength(refusal.total)}${refusal.clause === null ? '' : `（依据${refusal.clause}）`}，这次申请超过了，没有记。请改短后重发。`,
      ];
    case 'notice-first':
      return [`延期前要先告知${refusal.whom}。告知后请发：延期 ${n} 时长 已告知 理由`];
    case 'extension-pending':
      return [`${n} 在 ${shortMoment(refusal.at)} 已申请延期，还没有答复，不用重复申请。`];
    case 'no-extension-pending':
      return [`${n} 现在没有等答复的延期申请。`];
    case 'already-paused':
      return [`${n} 从 ${shortMoment(refusal.at)} 起已中止计时。恢复请发：恢复 ${n}`];
    case 'paused':
      return [
        `${n} 从 ${shortMoment(refusal.at)} 起已中止计时，时限没有在走，现在不用延期，没有记。`,
        `恢复计时后时限顺延，还不够再申请。恢复由${refusal.by}发：${howTo.resume(n)}`,
      ];
    case 'not-paused':
      return [`${n} 没有中止计时，不用恢复。`];
    case 'same-policy':
      return [`${n} 已经按现行制度和答复办，不用改。`];
    default:
      return unreachable(refusal);
  }
}

function unreachable(refusal: never): never {
  throw new Error(`unknown refusal ${JSON.stringify(refusal)}`);
}

function otherOutcome(policy: Policy, except: string): string {
  return policy.outcomes.find((o) => o.id !== except)?.title ?? '结论';
}
