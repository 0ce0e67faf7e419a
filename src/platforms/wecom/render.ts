// A neutral message → calls to 企业微信. Pure; throws when the message cannot be expressed.
import { type Card, isInteractive } from '../../core/card.ts';
import type { GroupName } from '../../core/message.ts';
import type { Destination, Outgoing, Part } from '../platform.ts';
import { CARD_UPDATE, MESSAGE_SEND, RECALL, webhookEndpoint } from './endpoints.ts';
import { BOT_CARD_CHARS, MAX_RECEIVERS } from './limits.ts';
import { cardParts, groupCardParts } from './long-connection/render.ts';
import { copyOf } from './long-connection/task-id.ts';
import { memberBudgets, receiverLists } from './receivers.ts';
import { fileParts } from './render-file.ts';
import { pageToGroup } from './render-page.ts';
import {
  duplicateCheck,
  RESENT,
  textToGroup,
  textToReply,
  textToUsers,
  webhookBudget,
} from './render-text.ts';
import {
  cardAsText,
  changedCard,
  newCard,
  noticeCard,
  openedBy,
  type TemplateCard,
} from './template-card.ts';

export type RenderContext = {
  readonly agentId: number;
  /** Who sends cards with buttons: the bot where the application has no callback address, so that no tap is lost. */
  readonly cardsBy: 'app' | 'bot';
  /** The chat of a group, once somebody has bound it. */
  readonly chatOf: (group: GroupName) => string | undefined;
  readonly publicUrl?: string;
};

type Resent = { readonly resent: boolean };

function cardToUsers(
  ids: readonly string[],
  card: { readonly template: TemplateCard | undefined; readonly inWords: string },
  options: RenderContext & Resent,
): readonly Part[] {
  if (!card.template) return textToUsers(ids, card.inWords, options);
  const [list = [], ...more] = receiverLists(ids);
  // A task id can be sent once (42014), so the card cannot go out in several calls.
  if (more.length > 0) throw new Error(`一张卡片最多发给 ${MAX_RECEIVERS} 人`);
  return [
    {
      endpoint: MESSAGE_SEND,
      body: {
        touser: list.join('|'),
        agentid: options.agentId,
        msgtype: 'template_card',
        template_card: card.template,
        ...duplicateCheck,
      },
      repeatable: true,
      budgets: memberBudgets(list),
    },
  ];
}

/** Each member's own copy, in their chat with the bot. */
function cardByBot(
  { to, card, cardId }: { readonly to: Destination; readonly card: Card; readonly cardId: string },
  { publicUrl }: RenderContext,
): readonly Part[] {
  const ids = to.kind === 'users' ? to.ids : [];
  return cardParts(ids, (id) => changedCard(card, copyOf(cardId, id), { publicUrl, chars: BOT_CARD_CHARS }));
}

/** One more copy of a card, for everybody in a group; only the bot can show buttons there. */
function cardToGroup(
  group: GroupName,
  { card, cardId }: { readonly card: Card; readonly cardId: string },
  { chatOf, publicUrl }: RenderContext,
): readonly Part[] {
  const chatId = chatOf(group);
  if (chatId === undefined) throw new Error('群还没有绑定，机器人发不了卡片');
  const drawn = changedCard(card, copyOf(cardId, chatId), { publicUrl, chars: BOT_CARD_CHARS });
  return groupCardParts(chatId, drawn);
}

/** https://developer.work.weixin.qq.com/document/path/99110 */
function noticeToGroup(group: GroupName, card: Card, { resent }: Resent): readonly Part[] {
  const url = openedBy(card);
  if (url === undefined) return textToGroup(group, cardAsText(card), { mention: [], resent });
  const shown = resent ? { ...card, title: `${RESENT}${card.title}` } : card;
  return [
    {
      endpoint: webhookEndpoint(group),
      body: { msgtype: 'template_card', template_card: noticeCard(shown, url) },
      repeatable: false,
      budgets: [webhookBudget(group)],
    },
  ];
}

function renderNotice(
  { to, card, asks }: Extract<Outgoing, { kind: 'notice' }>,
  context: RenderContext,
  resent: Resent,
): readonly Part[] {
  switch (to.kind) {
    case 'group':
      if (asks) return cardToGroup(to.group, asks, context);
      return [
        ...noticeToGroup(to.group, card, resent),
        ...pictureBehind(to, card, { ...context, ...resent }),
      ];
    case 'reply':
      return textToReply(to.handle, cardAsText(card), resent);
    case 'users': {
      const url = openedBy(card, context.publicUrl);
      const template = url === undefined ? undefined : noticeCard(card, url);
      const options = { ...context, ...resent };
      const words = cardToUsers(to.ids, { template, inWords: cardAsText(card) }, options);
      return [...words, ...pictureBehind(to, card, options)];
    }
  }
}

/** https://developer.work.weixin.qq.com/document/path/94888 */
function renderUpdate(
  outgoing: Extract<Outgoing, { kind: 'card-update' }>,
  context: RenderContext,
): readonly Part[] {
  return [
    {
      endpoint: CARD_UPDATE,
      body: {
        agentid: context.agentId,
        response_code: outgoing.code,
        atall: 1,
        template_card: changedCard(outgoing.card, outgoing.cardId, context),
      },
      // The code itself works only once (42022).
      repeatable: true,
      budgets: [],
    },
  ];
}

/** A picture that the platform cannot fetch is sent itself, behind the words of its card. */
function pictureBehind(to: Destination, { picture }: Card, options: RenderContext & Resent): readonly Part[] {
  return picture === undefined || picture.url !== undefined ? [] : fileParts(to, picture.file, options);
}

/** The parts of one message; `resent` marks those that the platform would show twice. */
export function render(outgoing: Outgoing, context: RenderContext, resent: Resent): readonly Part[] {
  switch (outgoing.kind) {
    case 'text':
      switch (outgoing.to.kind) {
        case 'users':
          return textToUsers(outgoing.to.ids, outgoing.text, { ...context, ...resent });
        case 'group':
          if (outgoing.page && outgoing.mention.length === 0) {
            return pageToGroup(outgoing.to.group, outgoing.text, resent);
          }
          return textToGroup(outgoing.to.group, outgoing.text, { mention: outgoing.mention, ...resent });
        case 'reply':
          return textToReply(outgoing.to.handle, outgoing.text, resent);
      }
      break;
    case 'card': {
      if (outgoing.to.kind !== 'users') throw new Error('企业微信的按钮卡片只能发给个人');
      if (context.cardsBy === 'bot' && isInteractive(outgoing.card)) return cardByBot(outgoing, context);
      const template = newCard(outgoing.card, outgoing.cardId, context);
      const card = { template, inWords: cardAsText(outgoing.card) };
      const words = cardToUsers(outgoing.to.ids, card, { ...context, ...resent });
      return [...words, ...pictureBehind(outgoing.to, outgoing.card, { ...context, ...resent })];
    }
    case 'notice':
      return renderNotice(outgoing, context, resent);
    case 'card-update':
      return renderUpdate(outgoing, context);
    case 'file':
      return fileParts(outgoing.to, outgoing.file, { ...context, ...resent });
    case 'recall':
      // https://developer.work.weixin.qq.com/document/path/94867; taken back once, a message stays so.
      return [{ endpoint: RECALL, body: { msgid: outgoing.reference }, repeatable: true, budgets: [] }];
  }
  return outgoing satisfies never;
}
