// 状态: whether the product itself is well, and what did not arrive.
import type { Bureau } from '../../src/core/bureau.ts';
import { shortMoment } from '../../src/core/calendar/shanghai.ts';
import type { ClosedWay, Missed, WellBeing } from '../../src/core/well-being.ts';
import { conversationWords } from '../conversation-words.ts';
import { words } from '../quoting.ts';

const WAYS: Readonly<Record<string, string>> = {
  app: '应用消息和卡片',
  'webhook:work': '工作群消息推送',
  'webhook:leadership': '领导群消息推送',
  bot: '智能机器人',
};

/** One screen; the first line says whether anything is wrong. */
export function statusLines(context: {
  readonly bureau: Bureau;
  readonly wellBeing: WellBeing;
  readonly now: number;
}): readonly string[] {
  const { wellBeing, now, bureau } = context;
  const { waiting, unknown, missed, closed, heardAt, files } = wellBeing;
  const well = closed.length === 0 && missed.count === 0 && unknown === 0 && files.failed === 0;
  return [
    `【系统状态】${shortMoment(now)} ${well ? '一切正常' : '有情况，见下'}`,
    ...(closed.length === 0 ? ['通道：都通。'] : closed.map(way)),
    waiting.count === 0
      ? '待发消息：没有。'
      : `待发消息：${waiting.count} 条${waiting.oldestAt === null ? '' : `，最早一条等了${ageWords(now - waiting.oldestAt)}`}。`,
    ...(unknown === 0 ? [] : [`发出后没有回音：${unknown} 条，系统会再确认。`]),
    missed.count === 0
      ? '昨天以来没送到的：没有。'
      : `昨天以来没送到的：${missed.count} 条${missed.count > missed.latest.length ? `，最近 ${missed.latest.length} 条` : ''}：`,
    ...missed.latest.map((one) => missedLine(bureau, one)),
    ...(files.pending === 0 ? [] : [`正在取的文件：${files.pending} 个。`]),
    ...(files.failed === 0 ? [] : [`没取到的文件：${files.failed} 个，已请发送的人重发。`]),
    ...(heardAt === null ? [] : [`最近一次收到消息：${shortMoment(heardAt)}。`]),
  ];
}

function way({ channel, since, code, reason, down }: ClosedWay): string {
  const what = down ? '不通' : '暂停';
  const name = WAYS[channel] ?? words(channel, 30);
  return `通道：${name}从 ${shortMoment(since)} 起${what}：${words(reason, 60)}（${words(code, 20)}）。`;
}

function missedLine(bureau: Bureau, { at, conversation, number, reason }: Missed): string {
  const about = number === null ? '' : ` ${number}`;
  return `${shortMoment(at)} ${conversationWords(conversation, bureau)}${about}：${words(reason, 60)}`;
}

/** ` 3 分钟`, ` 2 小时`: how long, rounded down. */
function ageWords(ms: number): string {
  const minutes = Math.floor(Math.max(0, ms) / 60_000);
  if (minutes === 0) return '不到 1 分钟';
  return minutes < 120 ? ` ${minutes} 分钟` : ` ${Math.floor(minutes / 60)} 小时`;
}
