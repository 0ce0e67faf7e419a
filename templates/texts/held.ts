// Pictures and files that came without a word and wait for the number of a case.
import { clockTime, spokenDuration } from '../../src/core/calendar/shanghai.ts';
import { howTo } from '../how-to.ts';

const N = '0001';
const NEW = '登记 内容';

/** How many wait, until when, and what to send; short from the second message on. */
export function heldLines(held: {
  /** Kept just now; waiting in all; more than may wait; no longer to be had. */
  readonly kept: number;
  readonly waiting: number;
  readonly refused: number;
  readonly late: number;
  /** When the first of those that wait runs out. */
  readonly until: number;
  readonly most: number;
  readonly now: number;
}): readonly string[] {
  const { kept, waiting, refused, late, most } = held;
  return [
    ...(kept === 0 ? [] : kept === waiting ? firstLines(held) : moreLines(held)),
    ...(refused === 0
      ? []
      : [
          `一次最多等 ${most} 个，${kept === 0 ? '刚发来' : '另外'}的 ${refused} 个没有留下。请先发编号（如：${howTo.ask(N)}）归入前面的 ${waiting} 个，再重发没有留下的。`,
        ]),
    ...(late === 0 ? [] : [`有 ${late} 个已过时间，没有归入，请重新发送。`]),
  ];
}

type Waiting = {
  readonly kept: number;
  readonly waiting: number;
  readonly until: number;
  readonly now: number;
};

function firstLines(held: Waiting): readonly string[] {
  return [
    `收到 ${held.kept} 个图片或文件，还不属于哪一件。请在 ${soon(held)}接着发：`,
    `已有的事项：编号，如：${howTo.ask(N)}；或带编号的指令，如：${howTo.written(N)}`,
    `新的舆情：${NEW}`,
  ];
}

function moreLines(held: Waiting): readonly string[] {
  return [
    `又收到 ${held.kept} 个，共 ${held.waiting} 个在等编号。发完后，请在 ${soon(held)}发编号（如：${howTo.ask(N)}）、带编号的指令，或：${NEW}`,
  ];
}

function soon({ until, now }: Waiting): string {
  return `${spokenDuration(until - now)}内（${clockTime(until)} 前）`;
}

/** Somebody whom the bureau file does not know. */
export function heldForMembersLines(): readonly string[] {
  return [
    '收到了图片、语音或文件，没有留下：单独发来的图片和文件，只替本单位登记在册的人留着。',
    '您若是本单位的人，请管理员把您的账号加进单位文件。',
  ];
}

/** The person's time is over and no number came. */
export function heldTooLongLines(count: number): readonly string[] {
  return [
    `您先前发来的 ${count} 个图片或文件没有等到编号，已过时间，没有归入哪一件，也没有存下。`,
    `还要用的请重新发送，再发编号，如：${howTo.ask(N)}`,
  ];
}

/** Of an answer: what came before belongs to the case too. */
export function takenAlongLine(count: number, number: string): string {
  return `先前发来的 ${count} 个图片或文件一并归入 ${number}，与随这条发来的一样。`;
}

/** Of a refusal: nothing was taken. */
export function stillHeldLine(count: number): string {
  return `先前发来的 ${count} 个图片或文件没有归入，还在等。`;
}
