// A desk in memory: real cases, moved by the real core, and nothing between them and the handlers.
import { readFileSync } from 'node:fs';
import { handlers } from '../../handlers/index.ts';
import type { CaseFile, Desk, HandlerContext, Intent } from '../../src/app/define-handler.ts';
import { createRouter } from '../../src/app/route.ts';
import { readBureauFile } from '../../src/config/bureau-file.ts';
import { belongsTo, ownerKey } from '../../src/core/bureau.ts';
import { momentOf } from '../../src/core/calendar/shanghai.ts';
import type { Command } from '../../src/core/command.ts';
import type { Day, OwedLine } from '../../src/core/day.ts';
import { decide, openCase } from '../../src/core/decide.ts';
import { isOpen, obligations } from '../../src/core/obligations.ts';
import { openingOf } from '../../src/core/opening.ts';
import { parsePolicy } from '../../src/core/policy/load.ts';
import type { WellBeing } from '../../src/core/well-being.ts';

const demo = readBureauFile('templates/bureaus/demo.yaml');

export const { bureau } = demo;
export const policy = parsePolicy(
  readFileSync(demo.policyFile, 'utf8'),
  'zonghe-zhifa.yaml',
  demo.bureau.answers,
);
/** Friday 20 November 2026, 16:50 in China. */
export const NOW = momentOf(2026, 11, 20, 16, 50);
export const router = createRouter(handlers);

type Act = readonly [person: string, command: Command];

/** A case with this number, reported an hour ago, after these acts; throws when the core refuses one. */
export function caseAfter(number: string, acts: readonly Act[] = []): CaseFile {
  const at = NOW - 3_600_000;
  const situation = { policy, bureau, now: NOW };
  const opened = openCase(
    situation,
    number,
    {
      type: 'case.opened',
      number,
      policyId: policy.policy.id,
      policyVersion: policy.version,
      answers: policy.answers,
      ...openingOf(policy, { origin: '市委网信办交办' }),
      drill: false,
      reporter: 'wu',
      report: { text: '夜市油烟扰民', title: '夜市油烟扰民', links: [], pictures: 0 },
      related: [],
    },
    { person: 'wu', via: 'text', at },
  );
  let { after } = opened;
  const events = [...opened.events];
  for (const [index, [person, command]] of acts.entries()) {
    const decision = decide(situation, after, command, {
      person,
      via: 'text',
      at: at + (index + 1) * 60_000,
    });
    if (decision.kind === 'refused') throw new Error(`${command.kind}: ${decision.refusal.code}`);
    events.push(...decision.events);
    after = decision.after;
  }
  return { case: after, policy, events };
}

const graded: Act = ['wang', { kind: 'grade', grade: 'ordinary', unit: 'zf1', reason: null }];
const signed: Act = ['chen', { kind: 'sign' }];
const paper = { kind: 'submit', text: '初步情况', toldTo: null, pictures: 0 } as const;
const reported: readonly Act[] = [
  ['chen', { ...paper, form: 'oral', toldTo: '孙丽' }],
  ['chen', { ...paper, form: 'written' }],
];
const approved: readonly Act[] = [
  ['zhao', { kind: 'approve' }],
  ['sun', { kind: 'approve' }],
];

/** Acts that bring a case to a stage; each contains those before it. */
export const stages = {
  reported: [],
  assigned: [graded],
  signed: [graded, signed],
  handedIn: [graded, signed, ...reported],
  approved: [graded, signed, ...reported, ...approved],
} as const satisfies Record<string, readonly Act[]>;

/** A desk on which these cases lie. */
export function deskWith(files: readonly CaseFile[]): Desk {
  return {
    find: async (number) => {
      const wanted = number.startsWith('YQ-') ? number : `YQ-2026-${number.padStart(4, '0')}`;
      return files.find((file) => file.case.number === wanted) ?? null;
    },
    todo: async (person) =>
      files.flatMap((file) =>
        obligations(file.policy, bureau, file.case)
          .filter((o) => isOpen(o) && belongsTo(bureau, person, o.owner))
          .map(
            (o): OwedLine => ({
              number: file.case.number,
              title: file.case.report.title ?? '',
              owed: o.title,
              owner: ownerKey(o.owner),
              clause: o.clause,
              basis: o.basis,
              dueAt: o.dueAt,
              lamp: 'on-time',
            }),
          ),
      ),
    ledger: async (limit) =>
      files.slice(0, limit).map((file) => ({
        number: file.case.number,
        title: file.case.report.title ?? '',
        platform: null,
        grade: file.case.grade?.id ?? null,
        unit: file.case.unit?.id ?? null,
        state: file.case.state,
        openedAt: file.case.openedAt,
        closedAt: file.case.closed?.at ?? null,
      })),
    opened: async () => [],
    today: async () => day,
    wellBeing: async () => wellBeing,
  };
}

const wellBeing: WellBeing = {
  waiting: { count: 0, oldestAt: null },
  unknown: 0,
  missed: { since: NOW, count: 0, latest: [] },
  closed: [],
  heardAt: NOW,
  files: { pending: 0, failed: 0 },
};

const day: Day = {
  from: momentOf(2026, 11, 20),
  to: NOW,
  drill: false,
  opened: 3,
  graded: [{ grade: 'ordinary', count: 2 }],
  closed: 1,
  open: 2,
  lamps: { 'on-time': 1, near: 1, overdue: 0 },
  ungraded: 1,
  newest: [],
  overdue: [],
  near: [],
  tomorrow: [],
  undelivered: 0,
};

type Written = { readonly quoted?: string; readonly pictures?: number; readonly files?: readonly CaseFile[] };

export function contextOf(person: string, files: readonly CaseFile[]): HandlerContext {
  return { now: NOW, bureau, policy, person, place: 'group', desk: deskWith(files) };
}

/** What becomes of a text that `person` writes; without `files`, case 0001 is on the desk, just reported. */
export function write(person: string, text: string, options: Written = {}): Promise<Intent> {
  const { quoted = null, pictures = 0, files = [caseAfter('YQ-2026-0001')] } = options;
  return router.routeText(contextOf(person, files), { text, quoted, pictures });
}
