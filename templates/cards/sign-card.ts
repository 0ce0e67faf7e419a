// The card of the unit in charge: what it got, what it owes by when, and whether it has taken it.
import type { Bureau } from '../../src/core/bureau.ts';
import { shortDeadline, shortMoment } from '../../src/core/calendar/shanghai.ts';
import type { Card, CardField } from '../../src/core/card.ts';
import type { Case } from '../../src/core/case.ts';
import type { Obligation } from '../../src/core/obligations.ts';
import { isOpen, obligations } from '../../src/core/obligations.ts';
import type { Policy } from '../../src/core/policy/load.ts';
import { owingUnits, receiptOf, stepDoing } from '../../src/core/steps.ts';
import { gradeName, markWords, plainTitle, platformsOf, unitName, unitNames } from '../case-words.ts';
import { punctuality } from '../owed-words.ts';
import { cut, verbatim, words } from '../quoting.ts';
import { CARD, field, fitted } from './fit.ts';
import { reasonSelector, UNIT_REASONS } from './reasons.ts';

type Subject = { readonly policy: Policy; readonly bureau: Bureau; readonly case: Case };

/** Asks for 签收 or 退回 until one of them is done; then shows who signed and what is still owed. */
export function signCard(subject: Subject): Card {
  const { policy, bureau, case: c } = subject;
  const units = owingUnits(c, stepDoing(policy, c, 'check'));
  const asks = c.closed === null && units.some((unit) => receiptOf(c, unit) === null);
  const limits = obligations(policy, bureau, c).filter((o) => o.kind === 'deliver' || o.kind === 'revise');
  const receipts = [c.signed, ...Object.values(c.signedWith ?? {})].flatMap((mark) => mark ?? []);
  const signed =
    receipts.length === 0 ? null : field('签收', receipts.map((mark) => markWords(bureau, mark)).join('、'));
  return fitted({
    ...head(subject),
    tag: tagOf(c, asks, limits.some(isOpen)),
    fields: [
      c.grade === null ? null : field('等级', gradeName(policy, c.grade.id)),
      c.unit === null || c.unit.with.length === 0 ? null : field('承办', unitNames(bureau, c)),
      c.closed !== null
        ? field('办结', markWords(bureau, c.closed))
        : (signed ?? (c.unit === null ? null : field('交办', markWords(bureau, c.unit)))),
      ...alike(limits).flatMap((o) => limitFields(o, o.shared ? '' : ownerOfSeveral(subject, o))),
    ],
    ...(asks
      ? {
          selector: reasonSelector(UNIT_REASONS),
          buttons: [
            { key: 'sign', text: '签收', style: 'primary' },
            { key: 'return', text: '退回', style: 'normal' },
          ],
        }
      : {}),
  });
}

/** After the unit sent the matter back, or another unit got it: nothing is asked of it any more. */
export function signEnded(subject: Subject, before: Case): Card {
  const { bureau, case: c } = subject;
  const unit = before.unit === null ? '' : unitName(bureau, before.unit.id);
  const moved = c.unit !== null && c.unit.id !== before.unit?.id;
  return fitted({
    ...head(subject),
    tag: moved ? '舆情助手·已改派' : '舆情助手·已退回',
    fields: moved
      ? [
          field('原承办', unit),
          field('现承办', c.unit && unitName(bureau, c.unit.id)),
          field('改派', c.unit && markWords(bureau, c.unit)),
        ]
      : [
          field('单位', unit),
          field('退回', c.returned && markWords(bureau, c.returned)),
          field('原因', c.returned && words(c.returned.reason, CARD.fieldValue)),
        ],
  });
}

function handedIn(c: Case): boolean {
  return c.submissions.some((s) => s.round >= (c.unit?.round ?? 0));
}

function tagOf(c: Case, asks: boolean, owing: boolean): string {
  if (c.closed !== null) return '舆情助手·已办结';
  if (asks) return '舆情助手·请签收';
  if (!handedIn(c)) return '舆情助手·已签收';
  return owing ? '舆情助手·办理中' : '舆情助手·已报送';
}

function head({ policy, case: c }: Subject) {
  const grade = c.grade === null ? '' : ` · ${gradeName(policy, c.grade.id)}`;
  return {
    drill: c.drill,
    title: plainTitle(c.report, CARD.title),
    subtitle: `${c.number}${grade} · ${platformsOf(c.report) ?? '无链接'}`,
    body: verbatim(c.report.text, CARD.body - 2),
    link: c.report.links[0]?.url,
  };
}

/** `时限 11-20 16:03 前 书面汇报（五2）`; the aim stands in a line of its own. */
function limitFields(owed: Obligation, whose: string): readonly (CardField | null)[] {
  const o = { ...owed, title: `${whose}${owed.title}` };
  if (o.metAt !== null) {
    return [
      field(
        punctuality(o).startsWith('迟') ? '迟报' : '已报',
        sized(`${shortMoment(o.metAt)} `, o.title, ''),
      ),
    ];
  }
  if (o.excusedAt !== null) return [field('已说明', sized(`${shortMoment(o.excusedAt)} `, o.title, ''))];
  const clause = o.clause === null ? '' : `（${o.clause}）`;
  if (o.dueAt === null) return [field('应办', sized('', o.title, '，未规定时限'))];
  const due = field('时限', sized(`${shortDeadline(o.dueAt)} 前 `, o.title, clause));
  return o.aimAt === null ? [due] : [due, field('力争', sized(`${shortDeadline(o.aimAt)} 前 `, o.title, ''))];
}

/** What several units owe in the same way shows once. */
function alike(limits: readonly Obligation[]): readonly (Obligation & { readonly shared: boolean })[] {
  const same = (a: Obligation, b: Obligation): boolean =>
    a.title === b.title && a.dueAt === b.dueAt && a.metAt === b.metAt && a.excusedAt === b.excusedAt;
  return limits.flatMap((o, index) => {
    const group = limits.filter((x) => x.title === o.title);
    const shared = group.every((x) => same(x, o));
    return shared && limits.findIndex((x) => x.title === o.title) !== index ? [] : [{ ...o, shared }];
  });
}

/** `执法二科 `, where several units owe the same; empty otherwise. */
function ownerOfSeveral({ bureau, case: c }: Subject, o: Obligation): string {
  if (c.unit === null || c.unit.with.length === 0 || o.owner.kind !== 'unit') return '';
  return `${unitName(bureau, o.owner.unit)} `;
}

/** The title gives way, so that moment and clause always stand in full. */
function sized(before: string, title: string, after: string): string {
  const room = CARD.fieldValue - [...before].length - [...after].length;
  return `${before}${cut(title, Math.max(1, room))}${after}`;
}
