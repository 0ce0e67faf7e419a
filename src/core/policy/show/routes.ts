// Who does what, route by route, with a drawing.
import { partyName } from '../parties.ts';
import type { Condition, PolicyFile } from '../schema.ts';
import { always, spokenCondition } from './condition.ts';
import { answered, cited, NONE, type Page, partiesWords, partyWords, several, table } from './page.ts';

type Route = PolicyFile['routes'][number];
type Step = Route['steps'][number];
type Consulted = Step['consult'][number];

export function routePart(page: Page, route: Route): string {
  const { source } = page;
  return [
    `### 路线：${route.title}${route.default ? '（缺省：别的路线都不适用时）' : ''}`,
    ...(route.when === undefined ? [] : [`适用于：${spokenCondition(source, route.when)}。`]),
    table(
      ['环节', '谁', '在什么之后', '什么情况下', '告诉谁、抄送谁', '备注', '依据'],
      route.steps.map((step) => [
        step.title,
        partyWords(page, step.by),
        several(step.after.map((id) => route.steps.find((s) => s.id === id)?.title ?? id)),
        always(source, step.when),
        told(page, step),
        notes(page, step),
        cited(step),
      ]),
    ),
    routeDrawing(page, route),
  ].join('\n\n');
}

function told(page: Page, step: Step): string {
  const cc = step.cc.length === 0 ? [] : [`抄送${partiesWords(page, step.cc)}`];
  const to = step.to.length === 0 ? [] : [partiesWords(page, step.to)];
  return [...to, ...cc].join('；') || NONE;
}

function notes(page: Page, step: Step): string {
  return (
    [
      ...(step.with.length === 0
        ? []
        : [`会同${step.with.map((who) => partyName(page.source, who)).join('、')}`]),
      ...(step.consult.length === 0 ? [] : [consultedWords(page, step.consult)]),
      ...(step.out.length === 0 ? [] : [`写出${step.out.join('、')}`]),
      ...(step.joint ? ['每个承办单位都要交'] : []),
      ...(step.do === 'publish' && step.answer === 'holding' ? ['先行回应'] : []),
      ...(step.as === undefined ? [] : [`以${step.as}名义`]),
      ...(step.rule === undefined ? [] : [`按《${step.rule}》办，系统不含其内容`]),
    ].join('；') || NONE
  );
}

/** `征求局办公室意见（等到意见才往下走）`. */
export function consultedWords(page: Page, list: readonly Consulted[]): string {
  return list
    .map((one) => {
      if (typeof one === 'string') return `征求${partyWords(page, one)}意见`;
      const { blocks } = one;
      const waits =
        typeof blocks === 'boolean'
          ? blocks
            ? '（等到意见才往下走）'
            : '（不等）'
          : waitWords(answered(page, blocks.ask));
      const when = one.when === undefined ? '' : `（仅当：${spokenCondition(page.source, one.when)}）`;
      return `征求${partyWords(page, one.who)}意见${waits}${when}`;
    })
    .join('；');
}

function waitWords({ value, basis }: ReturnType<typeof answered>): string {
  const words = value === 'wait' ? '等到意见才往下走' : '不等';
  return `（${value === null ? '等不等' : words}，${basis}）`;
}

/** A Mermaid flowchart: who does what, in which order; a branch carries its condition in words. */
function routeDrawing(page: Page, route: Route): string {
  const node = (id: string): string => `${route.id}_${id}`.replace(/-/g, '_');
  const words = (when: Condition): string => quoted(spokenCondition(page.source, when));
  const lines = route.steps.flatMap((step) => {
    const alone = step.when !== undefined && step.after.length === 0;
    const when = alone && step.when !== undefined ? `<br/>仅当：${words(step.when)}` : '';
    const arrow = step.when === undefined || alone ? '-->' : `-->|"${words(step.when)}"|`;
    return [
      `  ${node(step.id)}["${quoted(step.title)}<br/>${quoted(partyWords(page, step.by))}${when}"]`,
      ...step.after.map((before) => `  ${node(before)} ${arrow} ${node(step.id)}`),
    ];
  });
  return ['```mermaid', 'flowchart TD', ...lines, '```'].join('\n');
}

/** Marks that Mermaid would read as its own. */
function quoted(text: string): string {
  return text.replace(/"/g, '#quot;').replace(/</g, '#lt;').replace(/\n/g, ' ');
}
