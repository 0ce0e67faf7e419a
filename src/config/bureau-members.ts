// How a bureau file names people: one by one, or by a department or tag of the platform.
import { z } from 'zod';
import type { PeopleRef } from '../core/bureau-plan.ts';

const name = z.union([z.string().min(1), z.number().int().transform(String)]);
const person = z
  .string()
  .regex(/^[a-z][a-z0-9_-]*$/, '应为小写英文、数字、- 或 _')
  .transform((id): PeopleRef => ({ kind: 'person', id }));
const source = z.union([
  z
    .strictObject({ department: name })
    .transform((by): PeopleRef => ({ kind: 'department', name: by.department })),
  z.strictObject({ tag: name }).transform((by): PeopleRef => ({ kind: 'tag', name: by.tag })),
]);
const error = '应写 people 里的编号，或 { department: 部门名 }、{ tag: 标签名 }';

/** One person, or the head of a department. */
export const oneRef = z.union([person, source], { error });

/** A list of people, departments and tags; a single department or tag may stand without the list. */
export const manyRefs = z.union(
  [z.array(z.union([person, source], { error })), source.transform((one) => [one])],
  {
    error,
  },
);
