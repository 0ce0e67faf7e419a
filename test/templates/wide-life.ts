// A case of the fixture rule that has every feature, moved by real commands; keeps everything that was said.
import { readFileSync } from 'node:fs';
import { readBureauFile } from '../../src/config/bureau-file.ts';
import { MINUTE, momentOf } from '../../src/core/calendar/shanghai.ts';
import type { Case } from '../../src/core/case.ts';
import type { Command } from '../../src/core/command.ts';
import { decide, openCase } from '../../src/core/decide.ts';
import type { CaseEvent } from '../../src/core/events.ts';
import type { Message } from '../../src/core/message.ts';
import { openingOf } from '../../src/core/opening.ts';
import { type Policy, parsePolicy } from '../../src/core/policy/load.ts';
import { announce } from '../../templates/announce.ts';
import { refusalLines } from '../../templates/texts/refusals.ts';
import { bureau as fixture } from './fixture.ts';

const file = readBureauFile('test/fixtures/bureaus/wide.yaml');
const written = readFileSync(file.policyFile, 'utf8');
export const bureau = { ...file.bureau, ladder: fixture.ladder, upward: fixture.upward };
export const policy = parsePolicy(written, 'wide.yaml', bureau.answers);
/** The same rule with one limit changed, for 换制度. */
export const revised = parsePolicy(
  written.replace('within: {max: 2wd}', 'within: {max: 3wd}'),
  'wide.yaml',
  bureau.answers,
);

/** Monday 23 November 2026, 08:40. */
export const START = momentOf(2026, 11, 23, 8, 40);
const GROUP = { kind: 'reply', handle: 'h', otherwise: { kind: 'group', group: 'work' } } as const;

/** What `act` and `refused` made happen; both stand in the work group and write in words. */
export type WideLife = {
  readonly said: Message[];
  readonly events: CaseEvent[];
  readonly case: () => Case;
  readonly now: () => number;
  /** Throws when the core refuses. `under`: the rule as it stands then. */
  readonly act: (person: string, command: Command, under?: Policy) => void;
  /** The answer to a command that the core must refuse. */
  readonly refused: (person: string, command: Command) => readonly string[];
  readonly wait: (ms: number) => void;
};

/** 0001, reported by `reporter` in words that are `text`. */
export function openWide(
  text: string,
  reporter = 'chen',
  facts: Readonly<Record<string, string>> = {},
): WideLife {
  let now = START;
  let pinned = policy;
  const report = { text, title: text, links: [], pictures: 0 };
  const first = openCase(
    { policy, bureau, now },
    'c1',
    {
      type: 'case.opened',
      number: 'YQ-2026-0001',
      policyId: policy.policy.id,
      policyVersion: policy.version,
      answers: policy.answers,
      ...openingOf(policy, facts),
      drill: false,
      reporter,
      report,
      related: [],
    },
    { person: reporter, via: 'text', at: now },
  );
  let current = first.after;
  const events = [...first.events];
  const asker = (person: string) => ({ person, reply: GROUP });
  const said = [
    ...announce({
      policy,
      bureau,
      before: null,
      after: current,
      events: first.events,
      now,
      asker: asker(reporter),
      via: 'text',
    }),
  ];
  const decideNow = (person: string, command: Command, rule: Policy) => {
    now += MINUTE;
    const via = command.kind === 'remind' ? ('clock' as const) : ('text' as const);
    return {
      via,
      decision: decide({ policy: rule, bureau, now }, current, command, { person, via, at: now }),
    };
  };
  return {
    said,
    events,
    case: () => current,
    now: () => now,
    wait: (ms) => {
      now += ms;
    },
    act(person, command, under = pinned) {
      const { via, decision } = decideNow(person, command, under);
      if (decision.kind === 'refused')
        throw new Error(`${command.kind}: ${JSON.stringify(decision.refusal)}`);
      const before = current;
      current = decision.after;
      events.push(...decision.events);
      said.push(
        ...announce({
          policy: under,
          ...(under === pinned ? {} : { previousPolicy: pinned }),
          bureau,
          before,
          after: current,
          events: decision.events,
          now,
          asker: via === 'clock' ? null : asker(person),
          via,
        }),
      );
      pinned = under;
    },
    refused(person, command) {
      const { decision } = decideNow(person, command, pinned);
      if (decision.kind === 'accepted') throw new Error(`${command.kind} was accepted`);
      return refusalLines({ policy: pinned, bureau, case: current }, decision.refusal);
    },
  };
}
