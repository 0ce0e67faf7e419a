// The card on which the leadership grades a matter and hands it to a unit.
import { type Bureau, fullUnitName } from '../../src/core/bureau.ts';
import { shortMoment } from '../../src/core/calendar/shanghai.ts';
import type { Card, CardButton, CardSelector } from '../../src/core/card.ts';
import type { Case } from '../../src/core/case.ts';
import { judge } from '../../src/core/criteria.ts';
import type { Policy } from '../../src/core/policy/load.ts';
import { routeOf, stepDoing } from '../../src/core/steps.ts';
import {
  gradeName,
  markName,
  markWords,
  personName,
  plainTitle,
  platformsOf,
  unitName,
  unitNames,
} from '../case-words.ts';
import { quoted, words } from '../quoting.ts';
import { SIGNS, unknownFacts } from '../texts/judgement.ts';
import { CARD, field, fitted } from './fit.ts';
import { unitsByMatch } from './suggest-unit.ts';

/** The option that names no unit; without it a platform would send the first unit for a choice nobody made. */
export const NO_UNIT = 'none';

export const UNIT_SELECTOR = 'unit';

type Subject = { readonly policy: Policy; readonly bureau: Bureau; readonly case: Case };

/**
 * As it first goes out: grades as buttons, units to choose from. Filled is the grade that the criteria suggest, none
 * without a suggestion; the most severe stands out as one not to be tapped by mistake.
 */
export function askForGrade(subject: Subject): Card {
  const { policy, bureau, case: c } = subject;
  const top = Math.max(...policy.grades.map((g) => g.rank));
  const { suggested } = judge(policy, c);
  const buttons = [...policy.grades]
    .sort((a, b) => a.rank - b.rank)
    .slice(-CARD.buttons)
    .map((g): CardButton => {
      const style =
        g.id === suggested?.id ? 'primary' : g.rank === top && policy.grades.length > 1 ? 'danger' : 'normal';
      return { key: `grade:${g.id}`, text: g.name, style };
    });
  const decided = c.unit === null ? null : field('承办', unitName(bureau, c.unit.id));
  const both = c.unit === null && oneOwner(policy, c);
  return fitted({
    ...reported(subject),
    tag: both ? '舆情助手·请定级交办' : '舆情助手·请定级',
    subtitle: both ? '选好承办单位，再点一个等级' : '请点一个等级',
    fields: [field('编号', c.number), ...judgedFields(subject), decided, ...reportedFields(subject)],
    body: judgedBody(subject),
    selector: both ? unitSelector(bureau, c, '先定级，暂不交办') : null,
    buttons,
  });
}

/** When the grade stands and the unit is still open, first or after a unit sent the matter back. */
export function askForUnit(subject: Subject): Card {
  const { policy, bureau, case: c } = subject;
  const grade = c.grade === null ? null : `${gradeName(policy, c.grade.id)}（${markWords(bureau, c.grade)}）`;
  const { returned } = c;
  const why =
    returned === null ? '' : `${unitName(bureau, returned.unit)}退回：${words(returned.reason, 60)}　`;
  return fitted({
    ...reported(subject),
    tag: returned === null ? '舆情助手·请交办' : '舆情助手·请重新交办',
    subtitle: '选好承办单位，再点“交办”',
    fields: [
      field('编号', c.number),
      field('等级', grade),
      returned === null ? null : field('退回', markWords(bureau, returned)),
      ...reportedFields(subject),
    ],
    body: `${why}${quoted(c.report.text, 80)}`,
    selector: unitSelector(bureau, c, '请选择承办单位'),
    buttons: [{ key: 'assign', text: '交办', style: 'primary' }],
  });
}

/** Who decided what, when; or how it ended otherwise. */
export function gradeDecided(subject: Subject): Card {
  const { policy, bureau, case: c } = subject;
  return fitted({
    ...reported(subject),
    tag: `舆情助手·${decidedWord(c)}`,
    fields: [
      c.grade === null ? null : field('等级', gradeName(policy, c.grade.id)),
      c.grade === null ? null : field('定级', markWords(bureau, c.grade)),
      c.unit === null ? null : field('承办', unitNames(bureau, c)),
      c.unit === null ? null : field('交办', markWords(bureau, c.unit)),
      c.closed === null ? null : field('办结', markWords(bureau, c.closed)),
      field('报送', `${personName(bureau, c.reporter)} ${shortMoment(c.openedAt)}`),
    ],
  });
}

function decidedWord(c: Case): string {
  if (c.closed !== null) return '已办结';
  if (c.grade === null) return '已交办';
  return c.unit === null ? '已定级' : '已定级交办';
}

/** What the criteria suggest, and what is still unknown; nothing where the rule has no criteria to judge by. */
function judgedFields({ policy, case: c }: Subject) {
  const { criteria, suggested } = judge(policy, c);
  if (criteria.length === 0) return [];
  const unknown = unknownFacts(policy, c).map((f) => f.title);
  const marks = c.marks.map((id) => markName(policy, id));
  return [
    field('建议', suggested === null ? '暂无，由您定' : `${suggested.name}（由您定）`),
    field('待补', unknown.length === 0 ? null : unknown.join('、')),
    field('标记', marks.length === 0 ? null : marks.join('、')),
  ];
}

/** `✓重大：中央媒体首发（三(一)）` for each criterion, before what was reported. */
function judgedBody({ policy, case: c }: Subject): string {
  const { criteria, raised } = judge(policy, c);
  const order = { holds: 0, unknown: 1, fails: 2 } as const;
  const lines = criteria
    .toSorted((a, b) => order[a.standing] - order[b.standing])
    .map((one) => `${SIGNS[one.standing]}${one.title}${one.clause === null ? '' : `(${one.clause})`}`);
  const higher = raised.map((one) => `↑${one.title}${one.clause === null ? '' : `(${one.clause})`}`);
  const judged = [...higher, ...lines].join('　');
  const room = CARD.body - 3 - [...judged].length;
  if (judged === '') return quoted(c.report.text, CARD.body - 2);
  return room < 20 ? judged : `${quoted(c.report.text, room)}　${judged}`;
}

/** True when the same role grades and assigns, so that one card may ask for both. */
function oneOwner(policy: Policy, c: Case): boolean {
  return stepDoing(policy, c, 'grade')?.by === routeOf(policy, c).steps.find((s) => s.do === 'assign')?.by;
}

function reported({ case: c }: Subject) {
  return {
    drill: c.drill,
    title: plainTitle(c.report, CARD.title),
    subtitle: `${c.number} · ${platformsOf(c.report) ?? '无链接'}`,
    body: quoted(c.report.text, CARD.body - 2),
    link: c.report.links[0]?.url,
  };
}

function reportedFields({ policy, bureau, case: c }: Subject) {
  const origin = stepDoing(policy, c, 'feedback')?.source ?? policy.facts[0]?.id;
  const fact = policy.facts.find((f) => f.id === origin);
  return [
    field('平台', platformsOf(c.report) ?? '无链接（电话或口头）'),
    field('报送', personName(bureau, c.reporter)),
    field('时间', shortMoment(c.openedAt)),
    fact === undefined ? null : field('来源', words(c.facts[fact.id] ?? '', 24)),
  ];
}

/** The best match is chosen beforehand; where nothing matches, or it was sent back by the match, nobody is. */
function unitSelector(bureau: Bureau, c: Case, none: string): CardSelector {
  const ranked = unitsByMatch(bureau, c.report);
  const best = ranked[0];
  const suggested =
    best !== undefined && best.weight > 0 && c.returned?.unit !== best.unit.id ? best.unit : undefined;
  const options = ranked
    .map(({ unit }) => ({ id: unit.id, text: fullUnitName(bureau, unit) }))
    .slice(0, CARD.options);
  if (suggested !== undefined) return { ...selector, options, selected: suggested.id };
  const few = options.slice(0, CARD.options - 1);
  return { ...selector, options: [{ id: NO_UNIT, text: none }, ...few], selected: NO_UNIT };
}

const selector = { key: UNIT_SELECTOR, title: '交办单位' } as const;
