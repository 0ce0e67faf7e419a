// The small values that a bureau file is made of.
import { z } from 'zod';

const ID = /^[a-z][a-z0-9_-]*$/;
const LETTERS = '应为小写英文、数字、- 或 _，以字母开头，例如 wang';

/** A name that stands only between the two files and is shown to nobody. */
export const id = z.string().regex(ID, LETTERS).describe('编号，小写英文，例如 wang');
/** Somebody in `people`. */
export const person = z.string().regex(ID, `${LETTERS}；写 people 里的编号，不写姓名`);
export const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "应为带引号的时刻，例如 '18:00'");
