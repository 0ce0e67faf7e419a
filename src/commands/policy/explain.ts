// `explain`: the facts are read, the case is rehearsed, the result told.
import { readCalendars } from '../../config/calendar-folder.ts';
import type { Bureau } from '../../core/bureau.ts';
import { workCalendar } from '../../core/calendar/holidays.ts';
import { readFacts } from '../../core/policy/explain/facts.ts';
import { explainPolicy, rehearseFacts } from '../../core/policy/explain.ts';
import type { PolicySource } from '../../core/policy/load.ts';
import type { PolicyTerminal } from './run-policy.ts';
import { explanationWords } from './words.ts';

export type ExplainRequest = {
  readonly source: PolicySource;
  readonly bureau: Bureau | null;
  readonly json: boolean;
  /** The name of the file of facts and what is in it; null without one. */
  readonly facts: { readonly file: string; readonly value: unknown } | null;
};

/** The exit code: 1 when the facts have errors. */
export async function runExplain(
  { source, bureau, json, facts }: ExplainRequest,
  { out, err, now }: Pick<PolicyTerminal, 'out' | 'err' | 'now'>,
): Promise<number> {
  const told = readFacts(source, facts?.value ?? {}, now);
  if (told.kind === 'wrong') {
    const errors = told.problems.map((message) => ({ path: facts?.file ?? '', clause: null, message }));
    if (json) out(`${JSON.stringify({ ok: false, errors })}\n`);
    else
      err(`${facts?.file} 有 ${errors.length} 处要改：\n${told.problems.map((p) => `· ${p}`).join('\n')}\n`);
    return 1;
  }
  const calendar = workCalendar(readCalendars());
  const options = { source, bureau: bureau ?? undefined, calendar, facts: told.facts };
  const explained = explainPolicy(options);
  const messages = json || facts === null ? [] : await messagesOf(options);
  const words = () => explanationWords(explained, titlesOf(source), messages);
  out(`${json ? JSON.stringify(explained) : words()}\n`);
  return 0;
}

/** The wording of the product is loaded only where somebody reads it: every other answer comes sooner. */
async function messagesOf(options: Parameters<typeof rehearseFacts>[0]): Promise<readonly string[]> {
  const { toldWords } = await import('./told-words.ts');
  return toldWords(rehearseFacts(options));
}

function titlesOf(source: PolicySource): Readonly<Record<string, string>> {
  const { roles, units, routes, deliverables, papers, approvals } = source;
  const titled = [
    ...roles,
    ...units,
    ...routes,
    ...routes.flatMap((r) => r.steps),
    ...deliverables,
    ...papers,
  ];
  return {
    grade: '定级',
    ...Object.fromEntries(titled.map((x) => [x.id, x.title])),
    ...Object.fromEntries(approvals.map((a) => [a.thing, a.title])),
    ...Object.fromEntries(source.ask.map((q) => [q.id, `（待答复）${q.question}`])),
    unit: '承办单位',
    decide: '定级并交办',
    sign: '签收',
    approve: '审核',
    opinion: '提出意见',
    extension: '答复延期申请',
    revise: '修改后重新报送',
  };
}
