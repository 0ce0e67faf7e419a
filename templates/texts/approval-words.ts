// What an approval still waits for: others of the same role, opinions.
import { marksOn, type OpenLink } from '../../src/core/approvals.ts';
import { type Bureau, type Owner, ownerTitle, peopleOf } from '../../src/core/bureau.ts';
import type { Case } from '../../src/core/case.ts';
import { missingOpinions } from '../../src/core/opinions.ts';
import { isSubject, ownerOf } from '../../src/core/owners.ts';
import type { Policy } from '../../src/core/policy/load.ts';
import { personName, shortNumber } from '../case-words.ts';
import { howTo } from '../how-to.ts';

type Subject = { readonly policy: Policy; readonly bureau: Bureau; readonly case: Case };
type Place = OpenLink & { readonly owner: Owner };

/** `李敏、赵强`: who of a role must still agree where all must; null where one is enough or nobody is left. */
export function stillToAgree({ bureau, case: c }: Subject, place: Place | null): string | null {
  if (place === null || place.rule.mode !== 'all') return null;
  const agreed = marksOn(c, place.thing, place.round, place.link, place.rule).map((a) => a.by);
  const left = peopleOf(bureau, place.owner).filter((p) => !isSubject(c, p) && !agreed.includes(p));
  return left.length === 0 ? null : left.map((p) => personName(bureau, p)).join('、');
}

/** `法规科`: whose opinion must come first; null when it is not waiting for any. */
export function opinionsAwaited({ policy, bureau, case: c }: Subject, place: OpenLink): string | null {
  const missing = missingOpinions(policy, c, place.step);
  return missing.length === 0
    ? null
    : missing.map(({ who }) => ownerTitle(policy, bureau, ownerOf(policy, bureau, c, who))).join('、');
}

/** Several drafts of one case wait for the same person: nothing is decided until they say which. */
export function whichApprovalLines(number: string, titles: readonly string[]): readonly string[] {
  const n = shortNumber(number);
  return [
    `${n} 有几项都在等您审核，没有改动：${titles.join('、')}。请写明是哪一项，如：`,
    ...titles.map((title) => howTo.approve(n, title)),
    `要退回请发：${howTo.giveBack(n, titles[0])}`,
  ];
}
