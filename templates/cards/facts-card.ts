// The card on which facts and marks of a matter are filled in: drop-downs, and one button that sends them all.
import type { Bureau } from '../../src/core/bureau.ts';
import type { Card, CardForm, CardSelector } from '../../src/core/card.ts';
import type { Case } from '../../src/core/case.ts';
import { factsIn, NO, YES } from '../../src/core/policy/conditions.ts';
import type { Policy } from '../../src/core/policy/load.ts';
import { routeOf } from '../../src/core/steps.ts';
import { markName, markWords, plainTitle, shortNumber } from '../case-words.ts';
import { howTo } from '../how-to.ts';
import { words } from '../quoting.ts';
import { unknownFacts } from '../texts/judgement.ts';
import { CARD, distinct, field, fitted } from './fit.ts';

/** In front of the id of a fact, as the key of its drop-down. */
export const FACT_SELECTOR = 'fact:';

export const MARK_SELECTOR = 'mark';

/** Chosen beforehand: an untouched drop-down sends its first option, and nobody's answer may be made up for them. */
export const LEFT_OPEN = 'none';

type Subject = { readonly policy: Policy; readonly bureau: Bureau; readonly case: Case };
type Fact = Policy['facts'][number];

/** Values are their own ids; this long they have at most the 128 bytes that 企业微信 takes (path/90236). */
const ID_CHARACTERS = 32;

/** Asks for what is not known yet; without a form when somebody has filled it in, all is known, or the case is over. */
export function factsCard(subject: Subject): Card {
  const { bureau, case: c } = subject;
  const form = c.closed === null && c.filled === undefined ? formOf(subject) : null;
  const n = shortNumber(c.number);
  const told = toldWords(subject);
  const known = told === '' ? '' : `已记：${told}`;
  const asks = `不知道的留着“先不填”，以后知道了请发：${howTo.facts(n)}`;
  return fitted({
    drill: c.drill,
    tag: `舆情助手·${form !== null ? '请补情况' : c.closed !== null ? '已办结' : '情况已补'}`,
    title: plainTitle(c.report, CARD.title),
    ...(form === null ? {} : { subtitle: '选好后点“提交情况”，填一次就够' }),
    fields: [
      field('编号', c.number),
      c.filled === undefined ? null : field('填写', markWords(bureau, c.filled)),
      c.closed === null ? null : field('办结', markWords(bureau, c.closed)),
    ],
    body: [known, form === null ? `要改请发：${howTo.facts(n)}` : asks]
      .filter((part) => part !== '')
      .join('　'),
    form,
    link: c.report.links[0]?.url,
  });
}

/** The unknown facts that the form has room for: those that decide the grade first, then those that lead the way. */
export function factsOnForm(policy: Policy, c: Case): readonly Fact[] {
  const decisive = unknownFacts(policy, c);
  const conditions = [
    ...[...policy.routes, ...routeOf(policy, c).steps].map(({ when }) => when),
    ...policy.approvals.flatMap((approval) => approval.chain.map(({ when }) => when)),
  ];
  const leading = new Set(conditions.flatMap(factsIn));
  const others = policy.facts.filter((f) => leading.has(f.id) && !decisive.includes(f));
  return [...decisive, ...others]
    .filter((f) => c.facts[f.id] === undefined && fits(f))
    .slice(0, CARD.selectors);
}

function formOf({ policy, case: c }: Subject): CardForm | null {
  const facts = factsOnForm(policy, c).map((fact) =>
    selector(`${FACT_SELECTOR}${fact.id}`, fact.title, optionsOf(fact)),
  );
  const marks = marksOnForm(policy, c);
  const selectors = [
    ...facts,
    ...(facts.length === CARD.selectors || marks.length === 0
      ? []
      : [selector(MARK_SELECTOR, '标记', marks)]),
  ];
  if (selectors.length === 0) return null;
  return { kind: 'selectors', selectors, submit: { key: 'facts', text: '提交情况' } };
}

/** Those that whoever receives the matter may set. */
function marksOnForm(policy: Policy, c: Case): CardSelector['options'] {
  const office = routeOf(policy, c).steps.find((s) => s.do === 'receive')?.by;
  return policy.marks
    .filter((m) => !c.marks.includes(m.id) && m.id !== LEFT_OPEN)
    .filter((m) => m.by.length === 0 || (office !== undefined && m.by.includes(office)))
    .map((m) => ({ id: m.id, text: m.title }))
    .slice(0, CARD.options - 1);
}

function selector(key: string, title: string, options: CardSelector['options']): CardSelector {
  return { key, title, options: [{ id: LEFT_OPEN, text: '先不填' }, ...options], selected: LEFT_OPEN };
}

function optionsOf(fact: Fact): CardSelector['options'] {
  return (fact.type === 'bool' ? [YES, NO] : fact.values).map((value) => ({ id: value, text: value }));
}

/** A closed list that stays one on the card: short enough, and no two values look the same there. */
function fits(fact: Fact): boolean {
  if (fact.count_of !== undefined) return false;
  if (fact.type === 'bool') return true;
  const { values } = fact;
  return (
    fact.type === 'enum' &&
    values.length > 0 &&
    values.length < CARD.options &&
    values.every((value) => [...value].length <= ID_CHARACTERS && value !== LEFT_OPEN) &&
    distinct(values, CARD.selectOption)
  );
}

function toldWords({ policy, case: c }: Subject): string {
  const facts = policy.facts
    .filter((f) => f.default === undefined && c.facts[f.id] !== undefined)
    .map((f) => `${f.title}为${words(c.facts[f.id] ?? '', 20)}`);
  const marks = c.marks.map((id) => markName(policy, id));
  return [...facts, ...(marks.length === 0 ? [] : [`标记“${marks.join('、')}”`])].join('，');
}
