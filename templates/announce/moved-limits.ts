// Limits that moved in a commit, by whom they bind: each hears the old moment and the new one.
import { type Owner, ownerKey } from '../../src/core/bureau.ts';
import { shortDeadline } from '../../src/core/calendar/shanghai.ts';
import type { Message } from '../../src/core/message.ts';
import type { Obligation } from '../../src/core/obligations.ts';
import { isOpen, obligations } from '../../src/core/obligations.ts';
import { basisWords, leftWords } from '../owed-words.ts';
import { type AnnounceContext, actors, toPeople } from './context.ts';

type Moved = { readonly owner: Owner; readonly line: string };

/** `书面报送相关情况：原 11-20 15:30 → 现 11-20 15:05（依据五2）`, for everything owed before and after. */
export function movedLines(context: AnnounceContext): readonly string[] {
  return [...new Set(movedLimits(context).map(({ line }) => line))];
}

function movedLimits(context: AnnounceContext): readonly Moved[] {
  const { policy, bureau, before, after, now } = context;
  if (before === null) return [];
  const old = new Map(obligations(context.previousPolicy ?? policy, bureau, before).map((o) => [o.key, o]));
  return obligations(policy, bureau, after).flatMap((o) => {
    const was = old.get(o.key);
    if (was === undefined || was.dueAt === o.dueAt) return [];
    const past = o.dueAt !== null && isOpen(o) && now > o.dueAt ? `，${leftWords(o.dueAt, now)}` : '';
    const line = `${o.title}：原 ${moment(was)} → 现 ${moment(o)}${past}（${basisWords(o.clause, o.basis)}）`;
    return [{ owner: o.owner, line }];
  });
}

/** To everybody whose limits moved, the heading and their own lines; not to `except`. */
export function tellMoved(
  context: AnnounceContext,
  heading: string,
  except: readonly string[] = [],
): readonly Message[] {
  const moved = movedLimits(context);
  const owners = new Map(moved.map(({ owner }) => [ownerKey(owner), owner]));
  const linesFor = new Map<string, string[]>();
  for (const [key, owner] of owners) {
    const own = moved.filter((m) => ownerKey(m.owner) === key).map(({ line }) => line);
    for (const person of actors(context, owner)) {
      linesFor.set(person, [...(linesFor.get(person) ?? []), ...own]);
    }
  }
  return [...linesFor]
    .filter(([person]) => !except.includes(person))
    .flatMap(([person, lines]) => toPeople(context, [person], [heading, ...lines]));
}

function moment({ dueAt, steps }: Obligation): string {
  if (dueAt !== null) return shortDeadline(dueAt);
  return steps.some((step) => step.includes('中止计时')) ? '已中止计时' : '未起算';
}
