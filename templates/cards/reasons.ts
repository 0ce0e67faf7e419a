// Ready reasons for sending something back. `other` means that the person will say it in words.
import type { CardSelector } from '../../src/core/card.ts';

type Reason = { readonly id: string; readonly text: string };

const OTHER_REASON = 'other';

/** Chosen beforehand: an untouched drop-down sends its first option, and nobody's reason may be made up for them. */
const NO_REASON: Reason = { id: 'none', text: '请选择原因' };

const other: Reason = { id: OTHER_REASON, text: '其他（随后用文字说明）' };

export const UNIT_REASONS: readonly Reason[] = [
  { id: 'not-ours', text: '不属本单位职责' },
  { id: 'handled', text: '已由其他单位办理' },
  { id: 'incomplete', text: '信息不全，请补充' },
  other,
];

export const APPROVER_REASONS: readonly Reason[] = [
  { id: 'unclear', text: '事实不清，请补充核查' },
  { id: 'no-basis', text: '依据不足' },
  { id: 'wording', text: '措辞需修改' },
  other,
];

/** The words behind a chosen reason; null for `other` and for anything unknown. */
export function reasonText(id: string): string | null {
  if (id === OTHER_REASON) return null;
  return [...UNIT_REASONS, ...APPROVER_REASONS].find((r) => r.id === id)?.text ?? null;
}

/** The drop-down whose choice goes with 退回. */
export function reasonSelector(reasons: readonly Reason[]): CardSelector {
  const options = [NO_REASON, ...reasons];
  return { key: 'reason', title: '退回时的原因', options, selected: NO_REASON.id };
}
