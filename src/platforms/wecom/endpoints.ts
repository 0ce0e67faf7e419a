// Names of the calls this adapter makes. They appear in logs and rows, so they carry no key and no address.
import type { GroupName } from '../../core/message.ts';

export const MESSAGE_SEND = '/cgi-bin/message/send';
export const CARD_UPDATE = '/cgi-bin/message/update_template_card';
export const RECALL = '/cgi-bin/message/recall';
/** Over the long connection: an answer by req_id, and what the bot says on its own. */
export const BOT_RESPOND = 'aibot_respond_msg';
export const BOT_PUSH = 'aibot_send_msg';
const WEBHOOK_SEND = '/cgi-bin/webhook/send';
/** One POST to the address that a message of the bot came with. */
export const RESPONSE = 'response_url';
/** The answer of the callback itself, where a message of the bot came without an address. */
export const CALLBACK_ANSWER = 'callback_answer';

/** The endpoint of a group's webhook, without its key. */
export const webhookEndpoint = (group: GroupName): string => `${WEBHOOK_SEND}#${group}`;

/** Called with the token of the app. */
export function isOfApp(endpoint: string): boolean {
  return endpoint === MESSAGE_SEND || endpoint === CARD_UPDATE || endpoint === RECALL;
}

/** What stands or falls together: the app, the webhook of one group, the bot. */
export function channelOf(endpoint: string): string {
  if (isOfApp(endpoint)) return 'app';
  const group = webhookGroup(endpoint);
  return group === undefined ? 'bot' : `webhook:${group}`;
}

/** The group of a webhook endpoint, or undefined for any other endpoint. */
export function webhookGroup(endpoint: string): GroupName | undefined {
  const groups = ['work', 'leadership'] as const satisfies readonly GroupName[];
  return groups.find((group) => endpoint === webhookEndpoint(group));
}
