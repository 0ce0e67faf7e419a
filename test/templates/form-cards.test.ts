import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readBureauFile } from '../../src/config/bureau-file.ts';
import { parsePolicy } from '../../src/core/policy/load.ts';
import { newCard } from '../../src/platforms/wecom/template-card.ts';
import { factsCard } from '../../templates/cards/facts-card.ts';
import { askForOutcome } from '../../templates/cards/outcome-card.ts';
import { clock, play } from '../core/fixture.ts';

const rules = readdirSync('templates/bureaus').map((name) => {
  const { bureau, policyFile } = readBureauFile(`templates/bureaus/${name}`);
  const policy = parsePolicy(readFileSync(policyFile, 'utf8'), policyFile, bureau.answers);
  const c = play(clock(9), { policy, bureau, reporter: bureau.people[0]?.id ?? '' }).case();
  return { name, policy, subject: { policy, bureau, case: c } };
});

describe.each(rules)('the forms of $name', ({ policy, subject }) => {
  it('ask for what has no answer yet, with nothing answered beforehand', () => {
    const { form } = factsCard(subject);
    const unknown = policy.facts.some((f) => f.default === undefined) || policy.marks.length > 0;
    expect(form !== undefined).toBe(unknown);
    if (form?.kind !== 'selectors') return;
    expect(form.selectors.every((one) => one.selected === 'none' && one.options[0]?.id === 'none')).toBe(
      true,
    );
    expect(newCard(factsCard(subject), 'YQ-1-facts-1')).toMatchObject({ card_type: 'multiple_interaction' });
  });

  it('offer every conclusion of the rule, those only people may draw as well', () => {
    const shown = askForOutcome(subject);
    expect(shown === null).toBe(policy.outcomes.length === 0);
    if (shown?.form?.kind !== 'choice') return;
    expect(shown.form.options.map((o) => o.id)).toEqual(policy.outcomes.map((o) => o.id));
    expect(newCard(shown, 'YQ-1-outcome-1')).toMatchObject({ card_type: 'vote_interaction' });
  });
});
