// What the rule costs: reading and linting it, and one command with everything owed after it, on a case with a past.
import { readFileSync } from 'node:fs';
import { readBureauFile } from '../../config/bureau-file.ts';
import { decide } from '../../core/decide.ts';
import { obligations } from '../../core/obligations.ts';
import { lintText } from '../../core/policy/lint.ts';
import { parsePolicy } from '../../core/policy/load.ts';
import { type Figures, median, rounded } from './figures.ts';
import { type Deed, live, type Rules } from './lives.ts';
import type { Sizes } from './sizes.ts';

/** Medians; lint is timed on a warm process, as at a start that has loaded its code. */
export function measureRule(options: { readonly bureauFile: string }, sizes: Sizes['rule']): Figures['rule'] {
  const { bureau, policyFile } = readBureauFile(options.bureauFile);
  const text = readFileSync(policyFile, 'utf8');
  const lintMs = medianOf(Math.min(sizes.times, 20), () => void lintText(text, { bureau }));
  const rules: Rules = { bureau, policy: parsePolicy(text, policyFile, bureau.answers) };
  const few = commandOn(rules, sizes.few, sizes.times);
  const many = commandOn(rules, sizes.many, sizes.times);
  return {
    lintMs: rounded(lintMs),
    decideMs: rounded(few, 3),
    growth: rounded(few === 0 ? 0 : many / few, 1),
  };
}

/** A paper handed in on a case with `events` events of papers sent back again and again, and what is owed then, ms. */
function commandOn({ policy, bureau }: Rules, events: number, times: number): number {
  const unit = bureau.units[0];
  const by = unit?.head ?? '';
  const paper: Deed = {
    by,
    command: { kind: 'submit', form: 'written', text: '情况说明', toldTo: null, pictures: 0 },
  };
  const back: Deed = { by: unit?.leader ?? '', command: { kind: 'return', reason: '请补充依据' } };
  const grade = policy.grades[0]?.id ?? '';
  const begun: Deed = {
    by: bureau.roles.group?.[0] ?? '',
    command: { kind: 'grade', grade, unit: unit?.id ?? null, reason: null },
  };
  // A paper and its return are five events: both commands, and the route moving on and back.
  const rounds = Array.from({ length: Math.ceil(events / 5) }, () => [paper, back]).flat();
  const { after, at } = live({ policy, bureau }, 1, Date.parse('2026-11-20T09:00:00+08:00'), [
    begun,
    ...rounds,
  ]);
  if (after.version < events) throw new Error(`bench: only ${after.version} events`);
  const now = at + 1000;
  return medianOf(times, () => {
    const decision = decide({ policy, bureau, now }, after, paper.command, {
      person: by,
      via: 'text',
      at: now,
    });
    if (decision.kind === 'refused') throw new Error(`bench: ${decision.refusal.code}`);
    obligations(policy, bureau, decision.after);
  });
}

function medianOf(times: number, work: () => void): number {
  const taken = Array.from({ length: times }, () => {
    const from = performance.now();
    work();
    return performance.now() - from;
  });
  return median(taken);
}
