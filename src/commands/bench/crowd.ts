// Great numbers of cases, copied inside the database from one that was written in earnest.
import { sql } from 'kysely';
import type { Queries } from '../../storage/database.ts';

type Expressions = Readonly<Record<string, string>>;

/**
 * Copies a case and what it owes, once for every `i` in `from` … `from + count - 1`, with the given columns computed
 * from `i` (and from the copied row `t`). SQLite only. Resolves with the number of obligations written.
 */
export async function copyCase(
  q: Queries,
  of: {
    readonly caseId: string;
    readonly from: number;
    readonly count: number;
    readonly cases: Expressions;
    readonly obligations: Expressions;
  },
): Promise<number> {
  const { caseId, from, count } = of;
  const id = "printf('copy-%07d', i)";
  const number = "printf('YQ-2025-%06d', i)";
  await copyRows(q, 'cases', 'id', { id, number, ...of.cases }, { caseId, from, count });
  return copyRows(
    q,
    'obligations',
    'case_id',
    { case_id: id, number, ...of.obligations },
    { caseId, from, count },
  );
}

async function copyRows(
  q: Queries,
  table: 'cases' | 'obligations',
  key: string,
  computed: Expressions,
  { caseId, from, count }: { readonly caseId: string; readonly from: number; readonly count: number },
): Promise<number> {
  const [sample] = await q.selectFrom(table).selectAll().limit(1).execute();
  const columns = Object.keys(sample ?? {});
  const values = columns.map((column) => computed[column] ?? `t.${column}`);
  const done = await sql`
    insert into ${sql.table(table)} (${sql.raw(columns.join(', '))})
    with recursive n(i) as (select ${from} union all select i + 1 from n where i + 1 < ${from + count})
    select ${sql.raw(values.join(', '))} from n, ${sql.table(table)} t where ${sql.ref(`t.${key}`)} = ${caseId}
  `.execute(q);
  return Number(done.numAffectedRows ?? 0);
}
