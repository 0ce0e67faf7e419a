// How a bureau file names people: one by one, or by a department or tag of the platform.
import { z } from 'zod';
import type { PeopleRef } from '../core/bureau-plan.ts';
import { person as personId } from './file-values.ts';

const name = z.union([z.string().min(1), z.number().int().transform(String)]);
const person = personId.transform((id): PeopleRef => ({ kind: 'person', id }));
const source = z.union([
  z
    .strictObject({ department: name })
    .transform((by): PeopleRef => ({ kind: 'department', name: by.department })),
  z.strictObject({ tag: name }).transform((by): PeopleRef => ({ kind: 'tag', name: by.tag })),
]);

/** What may stand for one person, and for several, in words. */
export const ONE_REF = 'people 里的编号（不写姓名），或 {department: 部门名}、{tag: 标签名}';
export const MANY_REFS = '编号的列表，或 {department: 部门名}、{tag: 标签名}';

/** One person, or the head of a department. */
export const oneRef = z.union([person, source]);

/** A list of people, departments and tags; a single department or tag may stand without the list. */
export const manyRefs = z.union([z.array(z.union([person, source])), source.transform((one) => [one])]);
