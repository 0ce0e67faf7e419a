// What an exported ledger holds: the cases opened in a span, and how the limits of each were kept.
import { sql } from 'kysely';
import type { Queries } from './dialect.ts';
import type { CaseRow } from './schema.ts';
import type { Span } from './summary.ts';

/** Cases opened in the span, the oldest first, after the one with the given id; ids are in the order of opening. */
export const casesOpened = (
  q: Queries,
  by: { readonly bureauId: string; readonly span: Span; readonly after: string; readonly limit: number },
): Promise<CaseRow[]> =>
  q
    .selectFrom('cases')
    .selectAll()
    .where('bureau_id', '=', by.bureauId)
    .where('opened_at', '>=', by.span.from)
    .where('opened_at', '<', by.span.to)
    .where('id', '>', by.after)
    .orderBy('id')
    .limit(by.limit)
    .execute();

export type KeptRow = {
  readonly case_id: string;
  readonly kept: number;
  readonly late: number;
  readonly overdue: number;
  readonly running: number;
};

/** One row a case of the span that has limits: met in time, met late, open past their moment, open before it. */
export const limitsKept = async (
  q: Queries,
  by: { readonly bureauId: string; readonly span: Span; readonly now: number },
): Promise<KeptRow[]> => {
  const count = (condition: ReturnType<typeof sql>) =>
    sql<number>`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`;
  const { rows } = await sql<KeptRow>`
    select o.case_id,
      ${count(sql`o.state = 'met' and o.met_at <= o.due_at`)} as kept,
      ${count(sql`o.state = 'met' and o.met_at > o.due_at`)} as late,
      ${count(sql`o.state = 'open' and o.due_at < ${by.now}`)} as overdue,
      ${count(sql`o.state = 'open' and o.due_at >= ${by.now}`)} as running
    from obligations o
    join cases c on c.id = o.case_id
    where c.bureau_id = ${by.bureauId} and c.opened_at >= ${by.span.from} and c.opened_at < ${by.span.to}
      and o.due_at is not null
    group by o.case_id`.execute(q);
  return rows;
};
