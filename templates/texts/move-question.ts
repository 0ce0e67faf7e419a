// Before a case moves to another version of its rule: what would change, and the words that do it.
import type { Bureau } from '../../src/core/bureau.ts';
import type { Case } from '../../src/core/case.ts';
import type { Policy } from '../../src/core/policy/load.ts';
import { caseName, shortNumber } from '../case-words.ts';
import { howTo } from '../how-to.ts';
import { differenceLines } from './difference.ts';

type Side = { readonly policy: Policy; readonly case: Case };

/** The difference in what is owed, and how to confirm; nothing has changed yet. */
export function moveQuestionLines(context: {
  readonly bureau: Bureau;
  readonly from: Side;
  readonly to: Side;
}): readonly string[] {
  const { from, to } = context;
  const version = ({ policy }: Side): string => policy.version.slice(0, 8);
  const same = from.policy.version === to.policy.version;
  return [
    `${caseName(from.case)} 现按立案时的制度办，还没有改。`,
    same ? '制度文本相同，本单位的答复不同。' : `制度版本：${version(from)} → ${version(to)}`,
    '改按现行制度后：',
    ...differenceLines(context),
    `确认要改请发：${howTo.movePolicy(shortNumber(from.case.number))}`,
  ];
}
