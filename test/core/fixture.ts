// The demo bureau under S4, and a small driver: commands in, events kept, the clock in the hand of the test.
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { readBureauFile } from '../../src/config/bureau-file.ts';
import type { Bureau } from '../../src/core/bureau.ts';
import { DAY, HOUR, MINUTE, momentOf } from '../../src/core/calendar/shanghai.ts';
import type { Case } from '../../src/core/case.ts';
import type { Command } from '../../src/core/command.ts';
import type { Decision } from '../../src/core/decide.ts';
import { decide, openCase } from '../../src/core/decide.ts';
import type { CaseEvent, CaseEventBody, ReportContent } from '../../src/core/events.ts';
import type { Obligation } from '../../src/core/obligations.ts';
import { isOpen, obligations } from '../../src/core/obligations.ts';
import { openingOf } from '../../src/core/opening.ts';
import { type Policy, parsePolicy } from '../../src/core/policy/load.ts';
import type { Refusal } from '../../src/core/refusal.ts';

const file = readBureauFile('templates/bureaus/demo.yaml');

/** The demo bureau, with a ladder of our own: its 建议值 may change without changing what these tests say. */
export const bureau: Bureau = {
  ...file.bureau,
  ladder: {
    beforeAim: 5 * MINUTE,
    beforeDue: 15 * MINUTE,
    repeat: 15 * MINUTE,
    repeatTimes: 4,
    afterwards: 4 * HOUR,
    upAfter: 15 * MINUTE,
    topAfter: HOUR,
    idle: { decide: 15 * MINUTE, sign: 15 * MINUTE, other: 2 * HOUR },
    quiet: null,
    daily: null,
  },
  upward: { unit: 'deptlead', deptlead: 'goffice', goffice: 'group' },
};
export const policyText = readFileSync(file.policyFile, 'utf8');
export const policy = parsePolicy(policyText, 'zonghe-zhifa.yaml', file.bureau.answers);
export { DAY, HOUR, MINUTE };

/** 2026-11-20 (a Friday), wall clock of the bureau. */
export const clock = (hour: number, minute = 0, day = 20): number => momentOf(2026, 11, day, hour, minute);

export const REPORT: ReportContent = {
  text: '夜市占道，油烟扰民',
  title: null,
  links: [],
  pictures: 0,
};

export type Setting = {
  readonly bureau?: Bureau;
  /** Another rule; its answers are those it was settled with. */
  readonly policy?: Policy;
  readonly facts?: Readonly<Record<string, string>>;
  readonly origin?: string;
  readonly reporter?: string;
};

export type Played = ReturnType<typeof play>;

/** Opens a case at `now` and plays on. Every method moves no clock; `at` and `later` do. */
export function play(now: number, setting: Setting = {}) {
  const cast = setting.bureau ?? bureau;
  const rule = setting.policy ?? parsePolicy(policyText, 'zonghe-zhifa.yaml', cast.answers);
  const situation = { policy: rule, bureau: cast };
  const source = setting.policy === undefined ? { origin: setting.origin ?? '市委网信办交办' } : {};
  const opening = openingOf(rule, { ...source, ...setting.facts });
  const first = openCase(
    { ...situation, now },
    'c1',
    {
      type: 'case.opened',
      number: 'YQ-2026-0001',
      policyId: rule.policy.id,
      policyVersion: rule.version,
      answers: rule.answers,
      ...opening,
      drill: false,
      reporter: setting.reporter ?? 'chen',
      report: REPORT,
      related: [],
    },
    { person: setting.reporter ?? 'chen', via: 'text', at: now },
  );
  const events: CaseEvent[] = [...first.events];
  let current = first.after;
  let time = now;

  const tryAs = (person: string, command: Command, sentAt = time): Decision => {
    const decision = decide({ ...situation, now: time }, current, command, {
      person,
      via: person === 'system' ? 'clock' : 'text',
      at: sentAt,
    });
    if (decision.kind === 'accepted') {
      events.push(...decision.events);
      current = decision.after;
    }
    return decision;
  };

  const played = {
    events,
    situation: () => ({ ...situation, now: time }),
    case: (): Case => current,
    now: () => time,
    at(moment: number) {
      time = moment;
      return played;
    },
    later(ms: number) {
      time += ms;
      return played;
    },
    /** Expects the command to be accepted. */
    as(person: string, command: Command, sentAt = time) {
      const decision = tryAs(person, command, sentAt);
      expect(decision, `${person} ${command.kind}`).toMatchObject({ kind: 'accepted' });
      return played;
    },
    /** Expects a refusal and gives it. */
    refused(person: string, command: Command, sentAt = time): Refusal {
      const decision = tryAs(person, command, sentAt);
      expect(decision, `${person} ${command.kind}`).toMatchObject({ kind: 'refused' });
      if (decision.kind !== 'refused') throw new Error('not refused');
      return decision.refusal;
    },
    tryAs,
    /** What the clock says now: `[obligation, stage, who is told]`. */
    remind(): readonly (readonly [string, string, readonly string[]])[] {
      return played.reminders().map((b) => [b.obligation, b.stage, b.told] as const);
    },
    reminders(): readonly Extract<CaseEventBody, { type: 'reminder.due' }>[] {
      const decision = tryAs('system', { kind: 'remind' });
      if (decision.kind === 'refused') throw new Error('the clock was refused');
      return decision.events.flatMap(({ body }) => (body.type === 'reminder.due' ? [body] : []));
    },
    all: (): readonly Obligation[] => obligations(rule, situation.bureau, current),
    owed: (): readonly Obligation[] => obligations(rule, situation.bureau, current).filter(isOpen),
    /** Titles of what is owed now. */
    titles: (): readonly string[] => played.owed().map((o) => o.title),
    find(title: string): Obligation {
      const found = played.all().findLast((o) => o.title === title);
      if (found === undefined)
        throw new Error(`no obligation ${title} in ${played.all().map((o) => o.title)}`);
      return found;
    },
  };
  return played;
}

// Commands with the usual words.
export const grade = (to: string, unit: string | null = 'zf1', reason: string | null = null): Command => ({
  kind: 'grade',
  grade: to,
  unit,
  reason,
});
export const regrade = (to: string, reason = '转发量上升'): Command => ({
  kind: 'regrade',
  grade: to,
  reason,
});
export const assign = (unit: string, reason: string | null = null): Command => ({
  kind: 'assign',
  unit,
  reason,
});
export const sign: Command = { kind: 'sign' };
export const approve: Command = { kind: 'approve' };
export const giveBack = (reason = '请补充依据'): Command => ({ kind: 'return', reason });
export const oral: Command = { kind: 'submit', form: 'oral', text: '', toldTo: '孙丽', pictures: 0 };
export const written: Command = {
  kind: 'submit',
  form: 'written',
  text: '情况说明',
  toldTo: null,
  pictures: 0,
};
export const explain: Command = { kind: 'explain-delay', reason: '现场尚未取证完毕' };
export const occurred = (at: number | null, about = false): Command => ({
  kind: 'set-occurred',
  occurredAt: at,
  about,
});
export const origin = (value: string): Command => ({ kind: 'set-fact', fact: 'origin', value });
export const outcome = (id = 'confirmed'): Command => ({ kind: 'decide-outcome', outcome: id, note: '' });
export const answered: Command = { kind: 'record-feedback', text: '已核查并整改' };
export const published: Command = {
  kind: 'record-response',
  channel: '官媒',
  link: null,
  text: '情况通报',
  approvedBy: '李敏',
};
export const declined: Command = { kind: 'decline-response', reason: '已当面答复，无扩散' };
export const close = (note = ''): Command => ({ kind: 'close', note });
export const reopen = (reason = '当事人再次投诉'): Command => ({ kind: 'reopen', reason });
export const attach: Command = { kind: 'attach-report', report: REPORT };
export const attachment: Command = {
  kind: 'store-attachment',
  attachment: 'a1',
  sha256: '0'.repeat(64),
  bytes: 1,
  mediaType: 'image/png',
};

/** 一般, zf1, everything handed in at 16:50 plus ten minutes: review is open. */
export function inReview(now = clock(16, 50)): Played {
  return play(now)
    .as('wang', grade('ordinary'))
    .later(10 * MINUTE)
    .as('chen', written);
}

/** Both links agreed: outcome, answer and response are owed. */
export function approved(): Played {
  return inReview().later(MINUTE).as('zhao', approve).later(MINUTE).as('sun', approve);
}

export function concluded(): Played {
  return approved().later(MINUTE).as('sun', outcome()).as('zhou', answered).as('zhou', declined);
}
