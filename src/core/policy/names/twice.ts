// Names given twice, and words that would mean two things when somebody says them.
import type { PolicyFile } from '../schema.ts';
import { ids, type NameProblem, type Path } from './checker.ts';

type Named = readonly [what: string, path: Path, names: readonly string[]];

/** The path leads to the later of the two. */
export function namedTwice(policy: PolicyFile): readonly NameProblem[] {
  const lists: readonly Named[] = [
    ['单位', ['units'], ids(policy.units)],
    ['角色', ['roles'], ids(policy.roles)],
    ['事实', ['facts'], ids(policy.facts)],
    ['标记', ['marks'], ids(policy.marks)],
    ['等级', ['grades'], ids(policy.grades)],
    ['报送', ['deliverables'], ids(policy.deliverables)],
    ['路线', ['routes'], ids(policy.routes)],
    ...policy.routes.map((r, i): Named => [`路线 ${r.id} 环节`, ['routes', i, 'steps'], ids(r.steps)]),
    ['时限', ['limits'], ids(policy.limits)],
    ['审批', ['approvals'], policy.approvals.map((a) => a.thing)],
    ['结论', ['outcomes'], ids(policy.outcomes)],
    ['专报', ['papers'], ids(policy.papers)],
    ['要求', ['duties'], ids(policy.duties)],
    ['问题', ['ask'], ids(policy.ask)],
    ...policy.ask.map((q, i): Named => [`问题 ${q.id} 选项`, ['ask', i, 'options'], ids(q.options)]),
    ...policy.facts.map((f, i): Named => [`事实 ${f.id} 的值`, ['facts', i, 'values'], f.values]),
    ['条款', ['policy', 'clauses'], policy.policy.clauses],
  ];
  return [
    ...lists.flatMap(([what, path, names]) =>
      repeated(names).map((id) => ({
        path: [...path, names.lastIndexOf(id)],
        message: `${what}“${id}”写了两次，请改名或删去一处`,
      })),
    ),
    ...acrossLists(policy),
    ...saidTwice(policy),
  ];
}

/** Limits and parties are found by id alone, so no two kinds of things may share one. */
function acrossLists(policy: PolicyFile): readonly NameProblem[] {
  const steps = policy.routes.flatMap((r) => ids(r.steps));
  const clash = (path: Path, id: string, what: string, other: string): NameProblem => ({
    path,
    message: `${what}“${id}”和${other}同一个编号，分不清说的是哪个，请改其中一个`,
  });
  return [
    ...policy.units.flatMap((u, i) =>
      ids(policy.roles).includes(u.id) ? [clash(['units', i], u.id, '单位', '角色')] : [],
    ),
    ...[...policy.roles.entries()].flatMap(([i, r]) =>
      r.id === 'unit' ? [clash(['roles', i], r.id, '角色', '承办单位（unit）')] : [],
    ),
    ...[...policy.units.entries()].flatMap(([i, u]) =>
      u.id === 'unit' ? [clash(['units', i], u.id, '单位', '承办单位（unit）')] : [],
    ),
    ...policy.deliverables.flatMap((d, i) =>
      steps.includes(d.id) ? [clash(['deliverables', i], d.id, '报送', '环节')] : [],
    ),
    ...policy.papers.flatMap((p, i) =>
      steps.includes(p.id) || ids(policy.deliverables).includes(p.id)
        ? [clash(['papers', i], p.id, '专报', '环节或报送')]
        : [],
    ),
  ];
}

/** Two grades (marks, outcomes) that answer to one word. */
function saidTwice(policy: PolicyFile): readonly NameProblem[] {
  const kinds = [
    ['grades', '等级', policy.grades.map((g) => [g.name, ...g.aliases])],
    ['marks', '标记', policy.marks.map((m) => [m.title, ...m.aliases])],
    ['outcomes', '结论', policy.outcomes.map((o) => [o.title, ...o.aliases])],
  ] as const;
  const heard = kinds.flatMap(([list, what, words]) =>
    words.flatMap((own, i) => {
      const earlier = words.slice(0, i).flat();
      return [...new Set([...own.filter((w) => earlier.includes(w)), ...repeated(own)])].map((word) => ({
        path: [list, i],
        message: `${what}里“${word}”这个叫法用了两次，群里说了分不清是哪个，请删去一处`,
      }));
    }),
  );
  const circles = Object.entries(policy.terms).flatMap(([word, meant]) =>
    meant === word || policy.terms[meant] !== undefined
      ? [
          {
            path: ['terms', word],
            message: `同义词“${word}”的统一叫法“${meant}”自己又是同义词，请直接写最后的叫法`,
          },
        ]
      : [],
  );
  return [...heard, ...circles];
}

function repeated(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((x, i) => names.indexOf(x) !== i))];
}
