// The figures of the evening summary, counted by the database. A lamp is a property of an open case: overdue
// when something it owes is past its limit, near when something is past its aim or in the last quarter of its time,
// on time otherwise: the rule of `lampOf` in core/day.ts.
import { sql } from 'kysely';
import { DAY } from '../core/calendar/shanghai.ts';
import type { DayCount } from '../core/day.ts';
import type { Queries } from './dialect.ts';

/** From `from`, up to but not including `to`. */
export type Span = { readonly from: number; readonly to: number };

export type GradeCount = { readonly grade: string | null; readonly count: number };

export type Movement = {
  readonly opened: number;
  /** First graded in the span, by the grade they have now. */
  readonly graded: readonly GradeCount[];
  readonly closed: number;
};

/** Cases opened, graded and closed in the span. */
export const movement = async (q: Queries, bureauId: string, span: Span): Promise<Movement> => {
  const countBy = (column: 'opened_at' | 'closed_at') =>
    q
      .selectFrom('cases')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('bureau_id', '=', bureauId)
      .where(column, '>=', span.from)
      .where(column, '<', span.to)
      .executeTakeFirstOrThrow();
  const opened = await countBy('opened_at');
  const closed = await countBy('closed_at');
  const graded = await q
    .selectFrom('cases')
    .select((eb) => ['grade', eb.fn.countAll<number>().as('count')])
    .where('bureau_id', '=', bureauId)
    .where('graded_at', '>=', span.from)
    .where('graded_at', '<', span.to)
    .groupBy('grade')
    .orderBy('grade')
    .execute();
  return { opened: opened.count, graded, closed: closed.count };
};

/** Cases opened and closed on each of so many days from the midnight `from` on; days without any are there too. */
export const movementByDay = async (
  q: Queries,
  at: { readonly bureauId: string; readonly from: number; readonly days: number },
): Promise<readonly DayCount[]> => {
  const to = at.from + at.days * DAY;
  const countBy = (column: 'opened_at' | 'closed_at') => sql`
    select ${sql.lit(column)} as what, cast((${sql.ref(column)} - ${at.from}) / ${DAY} as integer) as day,
      count(*) as count
    from cases
    where bureau_id = ${at.bureauId} and ${sql.ref(column)} >= ${at.from} and ${sql.ref(column)} < ${to}
    group by 2`;
  const { rows } = await sql<{ readonly what: string; readonly day: number; readonly count: number }>`
    ${countBy('opened_at')} union all ${countBy('closed_at')}`.execute(q);
  const count = (what: string, day: number): number =>
    rows.find((row) => row.what === what && row.day === day)?.count ?? 0;
  return Array.from({ length: at.days }, (_, day) => ({
    day: at.from + day * DAY,
    opened: count('opened_at', day),
    closed: count('closed_at', day),
  }));
};

/** Open cases by the grade they have now; `null` are those not graded yet. */
export const countByGrade = (q: Queries, bureauId: string): Promise<GradeCount[]> =>
  q
    .selectFrom('cases')
    .select((eb) => ['grade', eb.fn.countAll<number>().as('count')])
    .where('bureau_id', '=', bureauId)
    .where('state', '=', 'open')
    .groupBy('grade')
    .orderBy('grade')
    .execute();

export type Lamps = {
  readonly open: number;
  readonly overdue: number;
  readonly near: number;
  readonly onTime: number;
};

/** Past its aim, or in the last quarter of its time; moments are whole numbers, and so is their quarter. */
const isNear = (now: number) =>
  sql<boolean>`(aim_at < ${now} or due_at - (due_at - started_at) / 4 <= ${now})`;

/** How many open cases are overdue at `now`, near, or on time. */
export const lamps = async (
  q: Queries,
  at: { readonly bureauId: string; readonly now: number },
): Promise<Lamps> => {
  const { bureauId, now } = at;
  const { rows } = await sql<Omit<Lamps, 'onTime'>>`
    select count(*) as "open",
      coalesce(sum(case when o.lamp = 2 then 1 else 0 end), 0) as "overdue",
      coalesce(sum(case when o.lamp = 1 then 1 else 0 end), 0) as "near"
    from cases c
    left join (
      select case_id,
        max(case when due_at < ${now} then 2 when due_at is not null and ${isNear(now)} then 1 else 0 end) as lamp
      from obligations
      where bureau_id = ${bureauId} and state = 'open' group by case_id) o on o.case_id = c.id
    where c.bureau_id = ${bureauId} and c.state = 'open'`.execute(q);
  const { open, overdue, near } = rows[0] ?? { open: 0, overdue: 0, near: 0 };
  return { open, overdue, near, onTime: open - overdue - near };
};

/** A case with the obligation that makes its lamp what it is. */
export type LampRow = {
  readonly case_id: string;
  readonly number: string;
  readonly case_title: string;
  readonly grade: string | null;
  readonly unit_id: string | null;
  readonly key: string;
  readonly deliverable: string;
  readonly title: string;
  readonly owner: string;
  readonly clause: string;
  readonly basis: string;
  readonly aim_at: number | null;
  readonly due_at: number | null;
  /** The aim or limit that counts here. */
  readonly moment: number;
  /** How many obligations of the case are like this one. */
  readonly count: number;
};

const lampColumns = sql.raw(`c.id as case_id, c.number, c.title as case_title, c.grade, c.unit_id,
  o.key, o.deliverable, o.title, o.owner, o.clause, o.basis, o.aim_at, o.due_at`);

type LampQuery = { readonly bureauId: string; readonly now: number; readonly limit: number };

/** Overdue cases, the longest overdue first, each with its longest overdue obligation. */
export const overdueCases = async (q: Queries, at: LampQuery): Promise<LampRow[]> => {
  const { rows } = await sql<LampRow>`
    select ${lampColumns}, o.due_at as moment, o.total as count
    from (
      select p.*, row_number() over (partition by case_id order by due_at, key) as place,
        count(*) over (partition by case_id) as total
      from obligations p
      where bureau_id = ${at.bureauId} and state = 'open' and due_at < ${at.now}) o
    join cases c on c.id = o.case_id
    where o.place = 1 and c.state = 'open'
    order by moment, c.id limit ${at.limit}`.execute(q);
  return rows;
};

/** Cases that are near and not overdue, the nearest first, each with its nearest obligation. */
export const nearCases = async (q: Queries, at: LampQuery): Promise<LampRow[]> => {
  const { bureauId, now } = at;
  const { rows } = await sql<LampRow>`
    select ${lampColumns}, o.moment, o.total as count
    from (
      select p.*, row_number() over (partition by case_id order by moment, key) as place,
        count(*) over (partition by case_id) as total
      from (
        select n.*, case when aim_at >= ${now} then aim_at else due_at end as moment
        from obligations n
        where bureau_id = ${bureauId} and state = 'open'
          and due_at >= ${now} and ${isNear(now)}) p) o
    join cases c on c.id = o.case_id
    where o.place = 1 and c.state = 'open'
      and not exists (
        select 1 from obligations late
        where late.case_id = o.case_id and late.state = 'open' and late.due_at < ${now})
    order by moment, c.id limit ${at.limit}`.execute(q);
  return rows;
};

export type LimitRow = Omit<LampRow, 'moment' | 'count' | 'due_at'> & { readonly due_at: number };

/** The first limits in the span, one row an obligation. */
export const limitsBetween = async (
  q: Queries,
  at: { readonly bureauId: string; readonly limit: number } & Span,
): Promise<LimitRow[]> => {
  const { rows } = await sql<LimitRow>`
    select ${lampColumns}
    from obligations o
    join cases c on c.id = o.case_id
    where o.bureau_id = ${at.bureauId} and o.state = 'open'
      and o.due_at >= ${at.from} and o.due_at < ${at.to} and c.state = 'open'
    order by o.due_at, c.id, o.key limit ${at.limit}`.execute(q);
  return rows;
};
