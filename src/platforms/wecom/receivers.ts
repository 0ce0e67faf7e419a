// Who a message goes to, checked so that no id can widen it (`|` joins ids, `@all` is everybody).
// https://developer.work.weixin.qq.com/document/path/90236
import type { Budget } from '../platform.ts';
import { MAX_RECEIVERS, MEMBER_PER_MINUTE } from './limits.ts';
import { byteLength } from './plain-text.ts';

/** True for something that names one member. */
export const isUserId = (id: string): boolean =>
  /^[^|\s<>]+$/.test(id) && id.toLowerCase() !== '@all' && byteLength(id) <= 64;

/** Checked ids without repeats, in lists that one call may take. */
export function receiverLists(ids: readonly string[]): readonly (readonly string[])[] {
  const unique = [...new Set(ids)];
  if (unique.length === 0) throw new Error('没有接收人');
  if (!unique.every(isUserId)) throw new Error('接收人里有不是成员账号的内容，请核对 bureau.yaml 的人员账号');
  const lists: string[][] = [];
  for (let start = 0; start < unique.length; start += MAX_RECEIVERS) {
    lists.push(unique.slice(start, start + MAX_RECEIVERS));
  }
  return lists;
}

/** The platform silently drops what one member gets beyond its limit, so each member is a budget. */
export const memberBudgets = (ids: readonly string[]): readonly Budget[] =>
  ids.map((id) => ({ key: `user:${id.toLowerCase()}`, limit: MEMBER_PER_MINUTE, windowMs: 60_000 }));
