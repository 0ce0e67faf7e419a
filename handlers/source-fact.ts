// The fact of a policy that says whom to answer: the one its `feedback` step names as `source`.
import type { Policy } from '../src/core/policy/load.ts';
import { matchValue } from './match-value.ts';

type Fact = Policy['facts'][number];

/** The fact named by the feedback step of `route`, or of any route when null. */
export function sourceFact(policy: Policy, route: string | null): Fact | undefined {
  const steps = policy.routes.filter((r) => route === null || r.id === route).flatMap((r) => r.steps);
  const id = steps.find((s) => s.do === 'feedback' && s.source !== undefined)?.source;
  return policy.facts.find((f) => f.id === id);
}

/** Words that name the source of a report when they stand in its text. */
const SOURCES =
  /网信办?(?:.{0,6}?)(?:交办|转办|转来|通报|下发)|依申请公开|(?:局|我局)?微?信?公众号(?:后台)?留言|信息员/gu;

/** Facts that the text of a report tells: where it came from. */
export function factsOfReport(policy: Policy, text: string): Readonly<Record<string, string>> {
  const fact = sourceFact(policy, null);
  if (fact === undefined) return {};
  for (const [words] of text.slice(0, 4000).matchAll(SOURCES)) {
    const value = matchValue(fact.values, words.replace(/留言|后台/gu, ''));
    if (value !== null) return { [fact.id]: value };
  }
  return {};
}
