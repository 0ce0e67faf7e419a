// Rotas and officers on duty as a bureau file writes them.
import { z } from 'zod';
import type { Duty, Rota } from '../core/bureau.ts';
import { dayWritten } from '../core/calendar/shanghai.ts';

const id = z.string().regex(/^[a-z][a-z0-9_-]*$/, '应为小写英文、数字、- 或 _');
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "应为带引号的时刻，例如 '18:00'");
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
      from: day,
      every: z.enum(['day', 'week'], '应为 day（每天换）或 week（每周换）'),
      order: z.array(z.array(id).min(1)).min(1, '至少写一班人'),
    }),
  )
  .default({});

/** `duty`: who stands in for a role; without `hours` whenever the office is closed. */
export const dutySchema = z
  .array(
    z.strictObject({
      role: id,
      people: z.array(id).min(1, '至少写一人'),
      hours: z.strictObject({ from: clockTime, to: clockTime }).optional(),
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
}): readonly (readonly [person: string, where: string])[] {
  return [
    ...Object.entries(data.rotas).flatMap(([role, { order }]) =>
      order.flat().map((person) => [person, `轮值 ${role}`] as const),
    ),
    ...data.duty.flatMap(({ role, people }) => people.map((person) => [person, `值班 ${role}`] as const)),
  ];
}
