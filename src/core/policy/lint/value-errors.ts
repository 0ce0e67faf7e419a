// What is declared and never used, ranks that clash, values that claim a clause they do not name.
import type { Basis, PolicyFile } from '../schema.ts';
import type { LintItem } from './item.ts';
import { owedSomewhere } from './limit-errors.ts';

export function valueErrors(policy: PolicyFile): readonly LintItem[] {
  return [...unused(policy), ...sameRank(policy), ...uncited(policy)];
}

function unused(policy: PolicyFile): readonly LintItem[] {
  const steps = policy.routes.flatMap((r) => r.steps);
  const roles = new Set([
    ...steps.flatMap((s) => [s.by, ...s.cc]),
    ...policy.limits.flatMap((l) => l.to ?? []),
    ...policy.approvals.flatMap((a) => [...a.chain.map((link) => link.role), ...a.consult]),
  ]);
  const owed = owedSomewhere(policy);
  const things = new Set(steps.flatMap((s) => s.thing ?? []));
  const none = (path: string, clause: string | undefined, message: string): LintItem[] => [
    { path, clause: clause ?? null, message },
  ];
  return [
    ...policy.roles.flatMap((r, i) =>
      roles.has(r.id)
        ? []
        : none(`roles.${i}`, r.clause, `角色“${r.title}”没有用到：不办、不审、不收、不抄送`),
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

function sameRank(policy: PolicyFile): readonly LintItem[] {
  return policy.grades.flatMap((grade, i) => {
    const other = policy.grades.slice(0, i).find((g) => g.rank === grade.rank);
    if (other === undefined) return [];
    const message = `等级“${grade.name}”和“${other.name}”的 rank 都是 ${grade.rank}，分不出高低`;
    return [{ path: `grades.${i}.rank`, clause: grade.clause ?? null, message }];
  });
}

type Cited = { readonly clause?: string | undefined; readonly basis: Basis };

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

/** Every value that stands on a clause, with the clause it may stand on instead of one of its own. */
function citedValues(policy: PolicyFile): readonly (readonly [string, Cited, string?])[] {
  const lists: readonly (readonly [string, readonly Cited[]])[] = [
    ['roles', policy.roles],
    ['facts', policy.facts],
    ['grades', policy.grades],
    ['deliverables', policy.deliverables],
    ['routes', policy.routes],
    ...policy.routes.map((r, i) => [`routes.${i}.steps`, r.steps] as const),
    ['limits', policy.limits],
    ['approvals', policy.approvals],
    ['outcomes', policy.outcomes],
  ];
  return [
    ...lists.flatMap(([path, values]) => values.map((value, i) => [`${path}.${i}`, value] as const)),
    ...policy.approvals.flatMap((a, i) =>
      a.chain.map((link, j) => [`approvals.${i}.chain.${j}`, link, a.clause ?? ''] as const),
    ),
    ['grading', policy.grading],
    ['responses', policy.responses],
  ];
}
