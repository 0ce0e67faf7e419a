// Members by their real id. A bot that no super administrator made names people by an encrypted `wo…` id, which only the
// application can translate. https://developer.work.weixin.qq.com/document/path/101521
import { z } from 'zod';
import type { Receive, Trouble } from '../platform.ts';
import type { AppCalls } from './app-call.ts';
import type { Log } from './log.ts';

/** What is remembered about ids, for good. */
export type KnownIds = {
  lookUp(openId: string): Promise<string | undefined>;
  learn(openId: string, userId: string): Promise<void>;
};

const TRANSLATE = '/cgi-bin/batch/openuserid_to_userid';
/** An account may begin like this too; the platform gives it back, as it does the id of a member the app cannot see. */
const OPEN_ID = /^wo[A-Za-z0-9_-]{20,62}$/;
/** A callback must be answered within five seconds; past this the event is kept under the id it came with, ms. */
const PATIENCE_MS = 2_000;
/** An id that was given back may have come into sight after this, ms. */
const ASK_AGAIN_MS = 10 * 60_000;

const answerSchema = z.looseObject({
  userid_list: z.array(z.object({ open_userid: z.string(), userid: z.string().min(1) })).catch([]),
  invalid_open_userid_list: z.array(z.string()).catch([]),
});

const HINT =
  '请由超级管理员创建或接管智能机器人（管理后台 → 安全与管理 → 管理工具 → 智能机器人），或在应用的“可见范围”里加入要用机器人的人；改好后请其再发一次';

/** Wraps `receive` so that senders come under their real id wherever it can be had; `alert` hears when it cannot. */
export function withPlainIds(
  receive: Receive,
  {
    calls,
    ids,
    log,
    now,
    alert,
  }: {
    readonly calls: AppCalls;
    readonly ids: KnownIds;
    readonly log: Log;
    readonly now: () => number;
    readonly alert: (trouble: Trouble) => Promise<void>;
  },
): Receive {
  const givenBack = new Map<string, number>();

  /** Until it heals nobody who speaks to the bot is known by name: nothing that they may decide would be accepted. */
  async function unknown(openId: string, code: string, why: string): Promise<string> {
    log.warn({ code, reason: why }, 'an encrypted userid could not be translated');
    const reason = `机器人只给出加密的账号，认不出说话的是谁：${why}（${code}）`;
    await alert({ cause: 'bot-encrypted-ids', reason, hint: HINT });
    return openId;
  }

  async function translated(openId: string): Promise<string> {
    const asked = await calls.post(TRANSLATE, {}, { open_userid_list: [openId] });
    if (!asked.ok) return unknown(openId, asked.failure.code, asked.failure.reason);
    const answer = answerSchema.parse(asked.answer);
    const found = answer.userid_list.find((one) => one.open_userid === openId)?.userid;
    if (found !== undefined) {
      await ids.learn(openId, found);
      return found;
    }
    givenBack.set(openId, now());
    // Encrypted ids are of letters of both cases; hardly any account is.
    return /[A-Z]/.test(openId) ? unknown(openId, 'not-visible', '此人不在应用的可见范围内') : openId;
  }

  async function plainId(sender: string): Promise<string> {
    if (!OPEN_ID.test(sender)) return sender;
    const known = await ids.lookUp(sender);
    if (known !== undefined && known !== sender) return known;
    if (now() - (givenBack.get(sender) ?? Number.NEGATIVE_INFINITY) < ASK_AGAIN_MS) return sender;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<string>((resolve) => {
      timer = setTimeout(() => resolve(sender), PATIENCE_MS);
    });
    const asked = translated(sender).catch((error: unknown) => {
      log.warn(
        { reason: error instanceof Error ? error.name : typeof error },
        'an id could not be remembered',
      );
      return sender;
    });
    return Promise.race([asked, late]).finally(() => clearTimeout(timer));
  }

  return async (event, raw) => receive({ ...event, sender: await plainId(event.sender) }, raw);
}
