// 发帖, 发现, 收到: moments besides 事发 from which limits may count.
import { defineHandler, type Handler, type Intent, type TextGesture } from '../src/app/define-handler.ts';
import type { ToldMoment } from '../src/core/events.ts';
import { START_TITLES } from '../src/core/limits.ts';
import type { Policy } from '../src/core/policy/load.ts';
import { howTo } from '../templates/how-to.ts';
import { unknownLines } from '../templates/texts/unknown.ts';
import { forCase } from './ask-for-number.ts';
import { onCase } from './on-case.ts';
import { readMoment } from './read-moment.ts';

/** `发帖 0001 今天 9:30`, `发帖 0001 不详`. */
export const posted = telling('posted');
/** `发现 0001 今天 9:30`. */
export const found = telling('found');
/** `收到 0001 今天 9:30`. */
export const received = telling('received');

function telling(moment: ToldMoment): Handler {
  const title = START_TITLES[moment];
  const help = {
    usage: `${title} 0001 今天 9:30`,
    meaning: `填写${title}时间`,
    group: '情况',
    rare: moment !== 'posted',
  } as const;
  const tell = onCase(help, (_, { now }, { rest }) => {
    const told = readMoment(rest, now);
    return told === null ? 'unclear' : { kind: 'set-moment', moment, at: told.at, about: told.about };
  });
  return defineHandler({
    name: moment,
    words: [title, `${title}时间`],
    taps: [],
    help,
    everyday: true,
    applies: (policy) => countsFrom(policy, moment),
    onText: (context, gesture) =>
      moment === 'received' && gesture.rest === '' ? gotIt(gesture, help.usage) : tell(context, gesture),
  });
}

/** `收到` alone is what people say when they have taken a matter. */
function gotIt({ text, number }: TextGesture, usage: string): Intent {
  const usages = [howTo.sign('0001'), usage].map((u) => (number === null ? u : forCase(u, number)));
  return { kind: 'answer', lines: unknownLines(text, usages) };
}

function countsFrom(policy: Policy, moment: ToldMoment): boolean {
  return policy.limits.some((l) => l.from === moment || l.unknown === moment);
}
