// The desk under the fixture policy that has every feature, for words that only some rules know.
import { readFileSync } from 'node:fs';
import type { CaseFile, Intent } from '../../src/app/define-handler.ts';
import { readBureauFile } from '../../src/config/bureau-file.ts';
import type { Bureau } from '../../src/core/bureau.ts';
import type { Command } from '../../src/core/command.ts';
import { decide, openCase } from '../../src/core/decide.ts';
import { parsePolicy } from '../../src/core/policy/load.ts';
import { deskWith, NOW, router } from './desk.ts';

const file = readBureauFile('test/fixtures/bureaus/wide.yaml');
export const { bureau } = file;
export const policy = parsePolicy(readFileSync(file.policyFile, 'utf8'), 'wide.yaml', bureau.answers);

type Act = readonly [person: string, command: Command];

/** 0001 of the wide rule after these acts; throws when the core refuses one. */
export function wideCase(acts: readonly Act[] = []): CaseFile {
  const situation = { policy, bureau, now: NOW };
  const opened = openCase(
    situation,
    'c1',
    {
      type: 'case.opened',
      number: 'YQ-2026-0001',
      policyId: policy.policy.id,
      policyVersion: policy.version,
      answers: policy.answers,
      route: 'normal',
      drill: false,
      reporter: 'chen',
      report: { text: '夜市油烟扰民', title: null, links: [], pictures: 0 },
      facts: { origin: '信息员发现' },
      related: [],
    },
    { person: 'chen', via: 'text', at: NOW - 3_600_000 },
  );
  let { after } = opened;
  const events = [...opened.events];
  for (const [index, [person, command]] of acts.entries()) {
    const at = NOW - 3_000_000 + index * 60_000;
    const decision = decide(situation, after, command, { person, via: 'text', at });
    if (decision.kind === 'refused') throw new Error(`${command.kind}: ${decision.refusal.code}`);
    events.push(...decision.events);
    after = decision.after;
  }
  return { case: after, policy, events };
}

/** What becomes of a text under the wide rule; `cast` replaces the bureau. */
export function writeWide(
  person: string,
  text: string,
  { files = [wideCase()], cast = bureau }: { files?: readonly CaseFile[]; cast?: Bureau } = {},
): Promise<Intent> {
  const context = { now: NOW, bureau: cast, policy, person, place: 'group' as const, desk: deskWith(files) };
  return router.routeText(context, { text, quoted: null, pictures: 0 });
}
