// Rotas and officers on duty as a bureau file writes them.
import { z } from 'zod';
import type { Duty, Rota } from '../core/bureau.ts';
import { dayWritten } from '../core/calendar/shanghai.ts';
import { clockTime, id, person } from './file-values.ts';

const day = z.string().transform((text, context) => {
  const at = dayWritten(text);
  if (at === null) context.addIssue({ code: 'custom', message: "应为带引号的日期，例如 '2026-11-23'" });
  return at ?? 0;
});

/** `rotas`: who fills a role, in turn. */
export const rotasSchema = z
  .record(
    id,
    z.strictObject({
      /** The day on which the first of `order` begins. */
      from: day.describe("哪天起是第一班，例如 '2026-11-23'"),
      every: z.enum(['day', 'week']).describe('day 每天换，week 每周换'),
      order: z
        .array(z.array(person).min(1, '至少写一人'))
        .min(1, '至少写一班人')
        .describe('各班是谁，例如 [[chen], [xu, lv]]'),
    }),
  )
  .default({});

/** `duty`: who stands in for a role; without `hours` whenever the office is closed. */
export const dutySchema = z
  .array(
    z.strictObject({
      role: id.describe('替哪个角色，例如 goffice'),
      people: z.array(person).min(1, '至少写一人').describe('由谁顶上，例如 [wu]'),
      hours: z
        .strictObject({
          from: clockTime.describe("从几点，例如 '22:00'"),
          to: clockTime.describe("到几点，例如 '06:00'"),
        })
        .optional(),
    }),
  )
  .default([]);

/** As the core takes them. */
export function rosterOf(data: {
  readonly rotas: z.infer<typeof rotasSchema>;
  readonly duty: z.infer<typeof dutySchema>;
}): { readonly rotas: Readonly<Record<string, Rota>>; readonly duty: readonly Duty[] } {
  return {
    rotas: data.rotas,
    duty: data.duty.map(({ role, people, hours }) => ({ role, people, hours: hours ?? null })),
  };
}

/** Everybody named, with the place, for checking against `people`. */
export function rosterPeople(data: {
  readonly rotas: z.infer<typeof rotasSchema>;
  readonly duty: z.infer<typeof dutySchema>;
}): readonly { readonly person: string; readonly where: string; readonly path: readonly PropertyKey[] }[] {
  return [
    ...Object.entries(data.rotas).flatMap(([role, { order }]) =>
      order.flatMap((shift, i) =>
        shift.map((person, j) => ({
          person,
          where: `轮值 ${role}`,
          path: ['rotas', role, 'order', i, j],
        })),
      ),
    ),
    ...data.duty.flatMap(({ role, people }, i) =>
      people.map((person, j) => ({ person, where: `值班 ${role}`, path: ['duty', i, 'people', j] })),
    ),
  ];
}
