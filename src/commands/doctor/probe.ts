// `--probe`: what differs from tenant to tenant and can be found out by trying. What is learned is kept in the
// directory table; the product asks there before it relies on it.
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Bureau } from '../../core/bureau.ts';
import { openLink } from '../../platforms/wecom/long-connection/link.ts';
import { dial } from '../../platforms/wecom/long-connection/socket.ts';
import { createTimers } from '../../platforms/wecom/long-connection/timers.ts';
import type { Database } from '../../storage/database.ts';
import { learnAbility } from '../../storage/directory.ts';
import { newestSenders } from '../../storage/inbox.ts';
import { type Check, type Finding, fine, note, wrong } from './check.ts';

export type ProbeOptions = {
  readonly bureau: Bureau;
  readonly database: Database | null;
  readonly now: () => number;
  /** Undefined where the platform calls us: then the bot cannot speak on its own, and there is nothing to try. */
  readonly line: { readonly url: string; readonly id: string; readonly secret: string } | undefined;
  /** Whether the service holds the one connection that a bot may have. */
  readonly running: () => Promise<boolean>;
  readonly workChat: string | undefined;
  /** How long somebody has for tapping the card in the group, ms. */
  readonly tapMs: number;
  readonly say: (line: string) => void;
};

/** The trials, one at a time. */
export function probeChecks(options: ProbeOptions): readonly Check[] {
  return [
    { name: '试探：成员编号', run: () => plainIds(options) },
    { name: '试探：群卡片', run: () => groupCard(options) },
  ];
}

/** Bots of some administrators are told encrypted ids only. */
async function plainIds({ database, bureau, now }: ProbeOptions): Promise<Finding> {
  const name = '试探：成员编号';
  const ask = '请先在工作群里 @舆情助手 说一句“帮助”，再试';
  if (database === null) return note(name, ask);
  const senders = await newestSenders(database.db, { bureauId: bureau.id, channel: 'wecom.bot', limit: 20 });
  if (senders.length === 0) return note(name, ask);
  const ids = new Set(bureau.people.flatMap((person) => person.ids.wecom?.toLowerCase() ?? []));
  const known = senders.some((sender) => ids.has(sender.toLowerCase()));
  await learnAbility(database.db, { bureauId: bureau.id, key: 'plain-ids', has: known, now: now() });
  if (known) return fine(name, '机器人给的是明文账号，与单位文件对得上');
  return wrong(
    name,
    '机器人给的编号与单位文件都对不上：若是 wo 开头的加密编号，请由超级管理员创建机器人；否则请核对 people 里的 wecom',
  );
}

/** Documents and field reports contradict each other on whether a bot may push a card with buttons to a group. */
async function groupCard(options: ProbeOptions): Promise<Finding> {
  const name = '试探：群卡片';
  const { line, workChat, database } = options;
  if (line === undefined) return note(name, '机器人用回调方式，不能主动往群里发卡片，不用试');
  if (workChat === undefined) return note(name, '先绑定工作群，再试');
  if (database === null) return note(name, '先启动一次服务，再试');
  if (await options.running()) return note(name, '服务正占着机器人的唯一连接：请先停下服务再试，试完再启动');
  const tried = await tryGroupCard({ ...options, line, chat: workChat });
  if (tried.kind !== 'not-tried') {
    const { bureau, now } = options;
    const has = tried.kind === 'tapped';
    await learnAbility(database.db, { bureauId: bureau.id, key: 'group-card', has, now: now() });
  }
  switch (tried.kind) {
    case 'tapped':
      return fine(name, '群里看得到、点得动，已记下');
    case 'not-tapped':
      return note(name, '平台收下了卡片，但没有人点到：群里看不到或点了没有反应，都当作不能用，已记下');
    case 'refused':
      return note(name, `平台不收（${tried.code}）：定级卡片照旧发到每人的单聊，已记下`);
    case 'not-tried':
      return wrong(name, tried.reason);
  }
}

type Tried =
  | { readonly kind: 'tapped' | 'not-tapped' }
  | { readonly kind: 'refused'; readonly code: number }
  /** What was learned before stays. */
  | { readonly kind: 'not-tried'; readonly reason: string };

/** Answers that say nothing about cards. https://developer.work.weixin.qq.com/document/path/90313 */
const NOT_NOW: ReadonlyMap<number, string> = new Map([
  [93006, '机器人在工作群里还没有听过话：请先在群里 @舆情助手 说一句，再试'],
  [-1, '企业微信系统繁忙，请稍后再试'],
  [6000, '同一会话发送过密，请稍后再试'],
  [45009, '调用频率超过限制，请过一分钟再试'],
  [45033, '并发调用超过限制，请稍后再试'],
]);

const tap = z.object({ event: z.object({ template_card_event: z.object({ task_id: z.string() }) }) });

async function tryGroupCard(
  options: ProbeOptions & { readonly line: NonNullable<ProbeOptions['line']>; readonly chat: string },
): Promise<Tried> {
  const { line, chat } = options;
  const taskId = `probe_${randomBytes(8).toString('hex')}`;
  const timers = createTimers();
  const tapped = signal();
  const ready = signal();
  const link = openLink({
    dial,
    url: line.url,
    botId: line.id,
    secret: line.secret,
    timers,
    newId: () => randomBytes(8).toString('hex'),
    timeoutMs: 10_000,
    onReady: () => ready.give(),
    onCallback: ({ body }) => {
      if (tap.safeParse(JSON.parse(body)).data?.event.template_card_event.task_id === taskId) tapped.give();
    },
    onUnreadable: () => {},
  });
  try {
    const over = await Promise.race([ready.done, link.ended]);
    if (over !== undefined) return { kind: 'not-tried', reason: `长连接没有接通：${endingWords(over)}` };
    const asked = await link.ask('aibot_send_msg', {
      chatid: chat,
      chat_type: 2,
      msgtype: 'template_card',
      template_card: card(taskId),
    });
    if (asked.kind !== 'answer') return { kind: 'not-tried', reason: asked.reason };
    const why = NOT_NOW.get(asked.errcode);
    if (why !== undefined) return { kind: 'not-tried', reason: `${why}（${asked.errcode}）` };
    if (asked.errcode !== 0) return { kind: 'refused', code: asked.errcode };
    options.say(`请在 ${Math.round(options.tapMs / 1000)} 秒内到工作群里点一下“看得到”……`);
    const stop = new AbortController();
    const waited = pause(options.tapMs, 'late' as const, { signal: stop.signal }).catch(
      () => 'late' as const,
    );
    const what = await Promise.race([tapped.done, waited]);
    stop.abort();
    return { kind: what === 'late' ? 'not-tapped' : 'tapped' };
  } finally {
    link.close();
    await link.ended;
    timers.stop();
  }
}

/** Something that happens once; Node 20 has no `Promise.withResolvers`. */
function signal(): { readonly done: Promise<void>; give(): void } {
  let give = (): void => {};
  const done = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { done, give: () => give() };
}

function card(taskId: string) {
  return {
    card_type: 'button_interaction',
    main_title: { title: '舆情助手试探', desc: '看得到这张卡片的人，请点一下' },
    button_list: [{ text: '看得到', style: 1, key: 'probe:seen' }],
    task_id: taskId,
  };
}

function endingWords(ending: {
  readonly kind: string;
  readonly reason?: string;
  readonly errcode?: number;
}): string {
  if (ending.kind === 'refused')
    return `BotID 或 Secret 不对（${ending.errcode ?? ''}）：请核对 WECOM_BOT_ID、WECOM_BOT_SECRET`;
  if (ending.kind === 'evicted') return '另一处用同一个 Secret 连上了';
  return ending.reason ?? '连接断开';
}
