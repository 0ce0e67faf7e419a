// Which clauses of its own list a 制度 as data never comes back to: the sign that one was left out.
import type { PolicyFile } from '../schema.ts';
import type { LintItem } from './item.ts';

export function clauseNotes(policy: PolicyFile): readonly LintItem[] {
  const { clauses } = policy.policy;
  const at = (message: string): readonly LintItem[] => [{ path: 'policy.clauses', clause: null, message }];
  if (clauses.length === 0)
    return at(
      '没有条款清单，看不出漏了哪一条；请在 policy.clauses 里列出全部条款号（npm run policy -- scan 原文.txt 会列好）',
    );
  const cited = citedIn({ ...policy, policy: undefined });
  const idle = clauses.filter((clause) => !cited.has(clause));
  const headings = idle.filter((clause) => [...cited].some((other) => isUnder(other, clause)));
  const left = idle.filter((clause) => !headings.includes(clause));
  return [
    ...(left.length === 0
      ? []
      : at(`清单里的 ${left.join('、')} 哪里都没有用到：漏写的请补上，不用写成数据的请在 silent 里写明原因`)),
    ...(headings.length === 0
      ? []
      : at(
          `清单里的 ${headings.join('、')} 只用到了它下面的款项：如果只是标题，可以从清单里删去；有自己的要求的请补上`,
        )),
  ];
}

/** Every `clause` written anywhere inside. */
function citedIn(value: unknown): ReadonlySet<string> {
  if (typeof value !== 'object' || value === null) return new Set();
  return new Set(
    Object.entries(value).flatMap(([key, part]) =>
      key === 'clause' && typeof part === 'string' ? [part] : [...citedIn(part)],
    ),
  );
}

/** 四(一) and 四1 stand under 四; 十一 does not stand under 十, nor 51 under 5. */
function isUnder(clause: string, heading: string): boolean {
  const rest = clause.startsWith(heading) ? clause.slice(heading.length) : '';
  if (rest === '') return false;
  return !(/\d$/.test(heading) && /^\d/.test(rest)) && !/^[一二三四五六七八九十百零]/.test(rest);
}
