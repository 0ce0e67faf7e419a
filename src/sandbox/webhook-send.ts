// The group webhook (消息推送): send-only, the only way to really mention somebody.
// https://developer.work.weixin.qq.com/document/path/99110
import { demandContent } from './app-body.ts';
import { jsonBody } from './app-send.ts';
import { readNews } from './articles.ts';
import { checkCard } from './card-rules.ts';
import { findOverlong } from './display-advice.ts';
import { type JsonRecord, recordAt } from './json-shape.ts';
import { readUpload } from './media.ts';
import { markedMentions, resolveMentions } from './mentions.ts';
import { createRateWindow } from './rate-window.ts';
import { demand, Refusal } from './refusal.ts';
import { type ApiCall, type ApiHandler, ok, type Site } from './site.ts';
import type { Body, Group } from './tenant-types.ts';
import { readWebhookImage } from './webhook-image.ts';

function strings(holder: JsonRecord | undefined, field: string): string[] {
  const value = holder?.[field] ?? [];
  const listed = Array.isArray(value) && value.every((item) => typeof item === 'string');
  demand(listed, 40058, `${field} must be strings`);
  return value as string[];
}

/** live; disabled by an administrator (93004); taken out of the group (93000); its group is gone (93008). */
export type WebhookState = 'live' | 'disabled' | 'removed' | 'outside';

export interface WebhookHands {
  setWebhook(chatId: string, state: WebhookState): void;
}

/** Messages and uploads to a group by its webhook, 20 messages a minute. */
export function createWebhook(site: Site): {
  send: ApiHandler;
  upload: ApiHandler;
  setWebhook: WebhookHands['setWebhook'];
} {
  const states = new Map<string, WebhookState>();
  const rate = createRateWindow({ now: site.options.now, limit: 20, windowMs: 60_000 });

  function groupOf(call: ApiCall): Group {
    const key = call.query.get('key') ?? '';
    const group = site.options.groups.find((candidate) => candidate.webhookKey === key);
    demand(key !== '' && group !== undefined, 93000, 'invalid webhook url');
    const state = states.get(group.chatId) ?? 'live';
    demand(state !== 'removed', 93000, 'invalid webhook url');
    demand(state !== 'disabled', 93004, 'webhook disabled');
    demand(state !== 'outside', 93008, 'webhook not in group');
    return group;
  }

  function read(body: JsonRecord, group: Group, call: ApiCall): Body {
    const { members } = group;
    switch (body.msgtype) {
      case 'text': {
        const text = demandContent(body, 'text', 2048);
        const holder = recordAt(body, 'text');
        const listed = resolveMentions(strings(holder, 'mentioned_list'), members);
        // Nobody here has a number, so a legal one finds nobody.
        strings(holder, 'mentioned_mobile_list');
        const mentions = [...new Set([...listed, ...markedMentions(text, members)])];
        return { kind: 'text', text, mentions };
      }
      case 'markdown': {
        const text = demandContent(body, 'markdown', 4096);
        return { kind: 'markdown', text, mentions: markedMentions(text, members) };
      }
      case 'markdown_v2':
        return { kind: 'markdown', text: demandContent(body, 'markdown_v2', 4096), mentions: [] };
      case 'image':
        return readWebhookImage(body);
      case 'news':
        return readNews(body);
      case 'file':
      case 'voice': {
        const media = site.media.get(String(recordAt(body, body.msgtype)?.media_id), group.webhookKey);
        demand(media !== undefined && media.type === body.msgtype, 40007, 'invalid media_id');
        return { kind: 'file', name: media.filename, size: media.bytes.length };
      }
      case 'template_card': {
        const isPerson = (id: string) => site.book.find(id) !== undefined;
        const card = checkCard(body.template_card, { channel: 'webhook', purpose: 'send', isPerson });
        call.record.overlong.push(...findOverlong(card, 'webhook'));
        return { kind: 'card', card, taskId: String(card.task_id ?? ''), state: 'live' };
      }
      default:
        throw new Refusal(40008, 'invalid message type');
    }
  }

  return {
    setWebhook: (chatId, state) => void states.set(chatId, state),
    send(call) {
      const group = groupOf(call);
      const shown = read(jsonBody(call), group, call);
      demand(rate.take(group.webhookKey), 45009, 'api freq out of limit');
      site.talk.add(group.chatId, { from: { kind: 'webhook', name: '消息推送' }, body: shown });
      return ok();
    },
    upload(call) {
      const group = groupOf(call);
      const type = call.query.get('type') ?? '';
      const media = readUpload({
        contentType: call.contentType,
        body: call.body,
        type,
        allowed: ['file', 'voice'],
      });
      const mediaId = site.media.put(media, { scope: group.webhookKey });
      return ok({ type, media_id: mediaId, created_at: String(Math.floor(site.options.now() / 1000)) });
    },
  };
}
