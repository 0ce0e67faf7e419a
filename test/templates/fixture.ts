// One bureau, the S4 policy, and a case that is moved by real commands; every step yields what was announced.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bureau } from '../../src/core/bureau.ts';
import { workCalendar } from '../../src/core/calendar/holidays.ts';
import { MINUTE, momentOf } from '../../src/core/calendar/shanghai.ts';
import type { Case } from '../../src/core/case.ts';
import type { Command } from '../../src/core/command.ts';
import { decide, openCase } from '../../src/core/decide.ts';
import type { CaseEvent, CaseEventBody, ReportContent, Via } from '../../src/core/events.ts';
import type { CardPurpose, Message, Recipient } from '../../src/core/message.ts';
import { openingOf } from '../../src/core/opening.ts';
import { parsePolicy } from '../../src/core/policy/load.ts';
import type { Refusal } from '../../src/core/refusal.ts';
import { announce } from '../../templates/announce.ts';

const file = join(import.meta.dirname, '../../templates/policies/zonghe-zhifa.yaml');
const ANSWERS = { 'q-clock': 'assigned', 'q-occurred': 'found' };
export const policy = parsePolicy(readFileSync(file, 'utf8'), file, ANSWERS);

const person = (id: string, name: string) => ({ id, name, ids: { wecom: id } });

export const bureau: Bureau = {
  id: 'demo',
  name: '滨河市综合行政执法局',
  people: [
    person('wang', '王建国'),
    person('li', '李敏'),
    person('zhao', '赵强'),
    person('sun', '孙丽'),
    person('zhou', '周涛'),
    person('wu', '吴静'),
    person('zheng', '郑伟'),
    person('chen', '陈晨'),
    person('feng', '冯刚'),
    person('xu', '许慧'),
    person('he', '何平'),
  ],
  units: [
    {
      id: 'zf1',
      name: '执法一科',
      aliases: ['一科'],
      head: 'zheng',
      contacts: ['chen'],
      leader: 'zhao',
      keywords: ['摊贩', '占道', '夜市', '油烟'],
    },
    {
      id: 'zf2',
      name: '执法二科',
      aliases: ['二科'],
      head: 'feng',
      contacts: ['xu'],
      leader: 'zhao',
      keywords: ['违建', '工地', '渣土', '噪音'],
    },
  ],
  roles: { group: ['wang', 'li', 'zhao'], goffice: ['sun', 'zhou'], juban: ['wu'] },
  administrators: ['zhou'],
  summaryAt: '18:00',
  weekPicture: true,
  office: { opens: '08:30', closes: '17:30' },
  calendar: workCalendar([]),
  answers: { 'q-clock': 'assigned', 'q-occurred': 'found' },
  ladder: {
    beforeAim: 5 * MINUTE,
    beforeDue: 15 * MINUTE,
    repeat: 15 * MINUTE,
    repeatTimes: 4,
    afterwards: 240 * MINUTE,
    upAfter: 15 * MINUTE,
    topAfter: 60 * MINUTE,
    idle: { decide: 15 * MINUTE, sign: 15 * MINUTE, other: 120 * MINUTE },
    quiet: null,
    daily: null,
  },
  upward: { unit: 'deptlead', deptlead: 'goffice', goffice: 'group' },
};

/** Friday 20 November 2026, 14:00. */
export const START = momentOf(2026, 11, 20, 14, 0);
export const at = (hour: number, minute: number): number => momentOf(2026, 11, 20, hour, minute);

export const inGroup: Recipient = { kind: 'reply', handle: 'h', otherwise: { kind: 'group', group: 'work' } };
export const alone = (who: string): Recipient => ({ kind: 'person', person: who });

export const nightMarket: ReportContent = {
  text: '夜市油烟扰民三个月没人管，联系人13812345678 http://t.cn/A6abc',
  title: '夜市油烟扰民三个月没人管',
  links: [
    {
      url: 'https://weibo.com/1/A6abc',
      platform: 'weibo',
      platformName: '微博',
      canonicalId: 'weibo:post:1',
    },
  ],
  pictures: 0,
};

export type Step = {
  readonly person?: string;
  readonly via?: Via;
  readonly at?: number;
  readonly reply?: Recipient;
};

/** A case in the hand of a test. */
export type Life = {
  case: () => Case;
  events: () => readonly CaseEvent[];
  do: (command: Command, step?: Step) => readonly Message[];
  refuse: (command: Command, step?: Step) => Refusal;
};

type Start = {
  readonly report?: ReportContent;
  readonly desk?: Bureau;
  readonly related?: readonly string[];
  readonly drill?: boolean;
  readonly facts?: Readonly<Record<string, string>>;
};

/** Opens a case, as 陈晨 in the work group unless `step` says otherwise. */
export function open(step: Step = {}, start: Start = {}): Life & { readonly opening: readonly Message[] } {
  const desk = start.desk ?? bureau;
  const who = step.person ?? 'chen';
  const when = step.at ?? START;
  const opened: Extract<CaseEventBody, { type: 'case.opened' }> = {
    type: 'case.opened',
    number: 'YQ-2026-0001',
    policyId: policy.policy.id,
    policyVersion: policy.version,
    answers: policy.answers,
    ...openingOf(policy, start.facts ?? { origin: '信息员发现' }),
    drill: start.drill ?? false,
    reporter: who,
    report: start.report ?? nightMarket,
    related: start.related ?? [],
  };
  const actor = { person: who, via: step.via ?? 'text', at: when } as const;
  const first = openCase({ policy, bureau: desk, now: when }, 'c1', opened, actor);
  let current = first.after;
  const all: CaseEvent[] = [...first.events];
  const decideAt = (command: Command, s: Step) => {
    const now = s.at ?? START + 5 * MINUTE;
    const by = s.person ?? (command.kind === 'remind' ? 'system' : 'chen');
    const via = s.via ?? (command.kind === 'remind' ? 'clock' : 'text');
    return {
      now,
      by,
      via,
      decision: decide({ policy, bureau: desk, now }, current, command, { person: by, via, at: now }),
    };
  };
  return {
    opening: announce({
      policy,
      bureau: desk,
      before: null,
      after: first.after,
      events: first.events,
      now: when,
      asker: { person: who, reply: step.reply ?? inGroup },
      via: step.via ?? 'text',
    }),
    case: () => current,
    events: () => all,
    do: (command, s = {}) => {
      const { now, by, via, decision } = decideAt(command, s);
      if (decision.kind === 'refused') throw new Error(`refused: ${JSON.stringify(decision.refusal)}`);
      const before = current;
      current = decision.after;
      all.push(...decision.events);
      const asker = command.kind === 'remind' ? null : { person: by, reply: s.reply ?? inGroup };
      return announce({
        policy,
        bureau: desk,
        before,
        after: current,
        events: decision.events,
        now,
        asker,
        via,
      });
    },
    refuse: (command, s = {}) => {
      const { decision } = decideAt(command, s);
      if (decision.kind === 'accepted') throw new Error('was accepted');
      return decision.refusal;
    },
  };
}

/** A case graded 一般 (or as given) and with 执法一科. */
export function assigned(grade = 'ordinary'): Life {
  const life = open();
  life.do(
    { kind: 'grade', grade, unit: 'zf1', reason: null },
    { person: 'wang', via: 'card', at: at(14, 3) },
  );
  return life;
}

/** As `assigned`, with everything reported, waiting for 赵强. */
export function reported(text = '已到现场，责令整改，处置意见如下。'): Life {
  const life = assigned();
  life.do(
    { kind: 'submit', form: 'written', text, toldTo: null, pictures: 0 },
    { person: 'zheng', at: at(14, 50) },
  );
  return life;
}

/** As `reported`, agreed by both links. */
export function approved(): Life {
  const life = reported();
  life.do({ kind: 'approve' }, { person: 'zhao', via: 'card', at: at(15, 0) });
  life.do({ kind: 'approve' }, { person: 'sun', via: 'card', at: at(15, 5) });
  return life;
}

/** `person:chen`, `group:work`, `reply`, `card:grade→wang`, `update:grade`, `notice:leadership`. */
export function addressees(messages: readonly Message[]): readonly string[] {
  return messages
    .flatMap((m): string[] => {
      if (m.kind === 'card') return m.to.map((p) => `card:${m.purpose}→${p}`);
      if (m.kind === 'card-update') return [`update:${m.purpose}${m.final ? '!' : ''}`];
      if (m.kind === 'notice') return [`notice:${m.to}`];
      if (m.to.kind === 'reply') return ['reply'];
      return [m.to.kind === 'person' ? `person:${m.to.person}` : `group:${m.to.group}`];
    })
    .sort();
}

/** The words of the texts to one addressee, joined. */
export function said(messages: readonly Message[], to: string): string {
  return messages
    .filter((m) => m.kind === 'text' && addressees([m])[0] === to)
    .flatMap((m) => (m.kind === 'text' ? m.lines : []))
    .join('\n');
}

export function mentioned(messages: readonly Message[], to: string): readonly string[] {
  return messages.flatMap((m) => (m.kind === 'text' && addressees([m])[0] === to ? m.mention : []));
}

/** The card of the last card or card update of a purpose. */
export function cardOf(messages: readonly Message[], purpose: CardPurpose) {
  const found = messages.findLast(
    (m) => (m.kind === 'card' || m.kind === 'card-update') && m.purpose === purpose,
  );
  if (found === undefined || found.kind === 'text' || found.kind === 'notice')
    throw new Error(`no ${purpose} card`);
  return found.card;
}

export function fieldsOf(card: { readonly fields: readonly { name: string; value: string }[] }): string {
  return card.fields.map((f) => `${f.name}：${f.value}`).join('\n');
}
