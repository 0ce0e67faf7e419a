// What is declared and never used, and values that claim a clause they do not name.
import type { Basis, PolicyFile } from '../schema.ts';
import type { LintItem } from './item.ts';
import { owedSomewhere } from './limit-errors.ts';

export function valueErrors(policy: PolicyFile): readonly LintItem[] {
  return [...unused(policy), ...uncited(policy)];
}

function unused(policy: PolicyFile): readonly LintItem[] {
  const steps = policy.routes.flatMap((r) => r.steps);
  const roles = partiesOf(policy);
  const owed = owedSomewhere(policy);
  const things = new Set(steps.flatMap((s) => s.thing ?? []));
  const none = (path: string, clause: string | undefined, message: string): LintItem[] => [
    { path, clause: clause ?? null, message },
  ];
  return [
    ...policy.roles.flatMap((r, i) =>
      roles.has(r.id) || r.optional
        ? []
        : none(
            `roles.${i}`,
            r.clause,
            `角色“${r.title}”没有用到：不办、不审、不收、不抄送；可以没有人担任的写 optional: true`,
          ),
    ),
    ...policy.deliverables.flatMap((d, i) =>
      owed.has(d.id)
        ? []
        : none(`deliverables.${i}`, d.clause, `报送“${d.title}”没有核查环节欠它，请写进 owes 或删去`),
    ),
    ...policy.approvals.flatMap((a, i) =>
      things.has(a.thing)
        ? []
        : none(`approvals.${i}`, a.clause, `审批“${a.title}”没有环节用到（do: approve 的 thing）`),
    ),
  ];
}

type Party = string | { readonly ask: string };

/** Everybody who does, decides, hears or writes something, also those whom an answer could name. */
function partiesOf(policy: PolicyFile): ReadonlySet<string> {
  const { limits, approvals, papers, channels, duties, marks, responses } = policy;
  const steps = policy.routes.flatMap((r) => r.steps);
  const consulted = [...steps, ...approvals].flatMap((x) =>
    x.consult.map((c) => (typeof c === 'string' ? c : c.who)),
  );
  const parties: readonly (Party | undefined)[] = [
    ...steps.flatMap((s) => [s.by, ...s.cc, ...s.to]),
    ...consulted,
    ...limits.flatMap((l) => [l.to, ...l.accountable, l.extend?.by, l.pause?.by]),
    ...approvals.flatMap((a) => a.chain.map((link) => link.role)),
    ...papers.flatMap((p) => [p.from, ...p.to, ...p.cc, p.decided_by]),
    ...(channels?.patrol ?? []).map((p) => p.by),
    ...duties.map((d) => d.by),
    ...marks.flatMap((m) => m.by),
    responses.decline?.by,
  ];
  return new Set(
    parties.flatMap((party) => {
      if (party === undefined || typeof party === 'string') return party ?? [];
      const question = policy.ask.find((q) => q.id === party.ask);
      return [...(question?.options.map((o) => o.id) ?? []), ...[question?.suggested ?? []].flat()];
    }),
  );
}

type Cited = { readonly clause?: string | undefined; readonly basis?: Basis };

function uncited(policy: PolicyFile): readonly LintItem[] {
  const listed = policy.policy.clauses;
  return citedValues(policy).flatMap(([path, value, inherited]): LintItem[] => {
    const clause = value.clause ?? inherited ?? null;
    if (value.basis === 'text' && clause === null)
      return [
        {
          path,
          clause,
          message: '没有写 clause：条文写明的要写依据哪一条，不是条文的写 basis: bureau 或 basis: default',
        },
      ];
    if (value.clause === undefined || listed.length === 0 || listed.includes(value.clause)) return [];
    return [{ path: `${path}.clause`, clause, message: `条款“${value.clause}”不在 policy.clauses 的清单里` }];
  });
}

type Place = readonly [path: string, value: Cited, inherited?: string | undefined];

/** Every value that stands on a clause, with the clause it may stand on instead of one of its own. */
function citedValues(policy: PolicyFile): readonly Place[] {
  const each = (path: string, values: readonly Cited[], inherited?: string): readonly Place[] =>
    values.map((value, i) => [`${path}.${i}`, value, inherited] as const);
  const { channels, responses } = policy;
  return [
    ...(
      ['units', 'roles', 'facts', 'marks', 'grades', 'deliverables', 'routes', 'limits', 'approvals'] as const
    ).flatMap((key) => each(key, policy[key])),
    ...(['outcomes', 'papers', 'duties', 'wording', 'retain', 'silent', 'ask'] as const).flatMap((key) =>
      each(key, policy[key]),
    ),
    ...policy.grades.flatMap((g, i) => each(`grades.${i}.criteria`, g.criteria, g.clause)),
    ...policy.routes.flatMap((r, i) => each(`routes.${i}.steps`, r.steps)),
    ...policy.approvals.flatMap((a, i) => each(`approvals.${i}.chain`, a.chain, a.clause)),
    ...policy.limits.flatMap((l, i) =>
      (['excuse', 'extend', 'pause'] as const).flatMap((key): Place[] => {
        const part = l[key];
        return part === undefined ? [] : [[`limits.${i}.${key}`, part]];
      }),
    ),
    ['grading', policy.grading],
    ...each('grading.raise', policy.grading.raise, policy.grading.clause),
    ['responses', responses],
    ...(responses.decline === undefined
      ? []
      : [['responses.decline', responses.decline, responses.clause] as const]),
    ...(channels === undefined
      ? []
      : [
          ...each('channels.patrol', channels.patrol, channels.clause),
          ...each(
            'channels.discovery',
            channels.discovery.map((c) => (typeof c === 'string' ? {} : c)),
            channels.clause,
          ),
        ]),
  ];
}
