// Members by their real id. A bot that no super administrator made names people by an encrypted `wo…` id, which only the
// application can translate. https://developer.work.weixin.qq.com/document/path/101521
import { z } from 'zod';
import type { Receive } from '../platform.ts';
import type { AppCalls } from './app-call.ts';
import type { Log } from './log.ts';

/** What is remembered about ids, for good. */
export type KnownIds = {
  lookUp(openId: string): Promise<string | undefined>;
  learn(openId: string, userId: string): Promise<void>;
};

const TRANSLATE = '/cgi-bin/batch/openuserid_to_userid';
/** An account may begin like this too; then the platform says that it is none of its encrypted ones. */
const OPEN_ID = /^wo[A-Za-z0-9_-]{20,62}$/;
/** A callback must be answered within five seconds; past this the event is kept under the id it came with, ms. */
const PATIENCE_MS = 2_000;

const answerSchema = z.looseObject({
  userid_list: z.array(z.object({ open_userid: z.string(), userid: z.string().min(1) })).catch([]),
  invalid_open_userid_list: z.array(z.string()).catch([]),
});

/** Wraps `receive` so that senders come under their real id wherever it can be had. */
export function withPlainIds(
  receive: Receive,
  { calls, ids, log }: { readonly calls: AppCalls; readonly ids: KnownIds; readonly log: Log },
): Receive {
  async function translated(openId: string): Promise<string> {
    const asked = await calls.post(TRANSLATE, {}, { open_userid_list: [openId] });
    if (!asked.ok) {
      const { code, reason } = asked.failure;
      log.warn({ code, reason }, 'an encrypted userid could not be translated');
      return openId;
    }
    const answer = answerSchema.parse(asked.answer);
    const found = answer.userid_list.find((one) => one.open_userid === openId)?.userid;
    const plain = found ?? (answer.invalid_open_userid_list.includes(openId) ? openId : undefined);
    if (plain === undefined) return openId;
    await ids.learn(openId, plain);
    return plain;
  }

  async function plainId(sender: string): Promise<string> {
    if (!OPEN_ID.test(sender)) return sender;
    const known = await ids.lookUp(sender);
    if (known !== undefined) return known;
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
