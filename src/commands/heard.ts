// What people of the emulated tenant see, as plain text: for the demo's transcript and for expectations on it.
import type { Conversation, Message } from '../sandbox/tenant-types.ts';

/** One message as somebody saw it arrive, or an old one change. */
export type Heard = {
  readonly at: number;
  /** `work`, `leadership`, or the person whose 1:1 with app or bot it is. */
  readonly where: string;
  readonly channel: 'group' | 'app' | 'bot';
  readonly title: string;
  readonly speaker: string;
  readonly byPerson: boolean;
  readonly changed: boolean;
  readonly text: string;
  readonly mentions: readonly string[];
  readonly messageId: string;
};

type Choice = {
  title?: string;
  option_list?: readonly { id: string; text: string }[];
  selected_id?: string;
};

type CardJson = {
  source?: { desc?: string };
  main_title?: { title?: string; desc?: string };
  sub_title_text?: string;
  quote_area?: { quote_text?: string; title?: string };
  card_image?: { url?: string };
  horizontal_content_list?: readonly { keyname?: string; value?: string }[];
  vertical_content_list?: readonly { title?: string; desc?: string }[];
  button_selection?: Choice;
  select_list?: readonly Choice[];
  checkbox?: Choice;
  button_list?: readonly { text?: string; key?: string }[];
  submit_button?: { text?: string };
};

/** The words of a message, line by line. */
export function wordsOf(message: Message): string {
  const { body } = message;
  const quoted = message.quote === undefined ? '' : `〔引用〕${message.quote.text.split('\n')[0] ?? ''}\n`;
  switch (body.kind) {
    case 'text':
    case 'markdown':
      return quoted + body.text;
    case 'mixed':
      return `${quoted}${body.text}\n〔图片 ${body.images.length} 张〕`;
    case 'image':
      return '〔图片〕';
    case 'file':
      return `〔文件〕${body.name}`;
    case 'recalled':
      return '〔已撤回〕';
    case 'link':
      return `〔链接〕${body.title}\n${body.description}\n${body.url}`;
    case 'card':
      return cardWords(body.card as CardJson, body.replaced);
    default:
      return `〔${body.kind}〕`;
  }
}

function cardWords(card: CardJson, replaced: string | undefined): string {
  const selections = card.select_list ?? (card.button_selection === undefined ? [] : [card.button_selection]);
  const own = card.submit_button === undefined ? card.button_list : [card.submit_button];
  const buttons = replaced === undefined ? (own ?? []).map((b) => `[${b.text ?? ''}]`) : [`（${replaced}）`];
  return [
    `▣ ${card.main_title?.title ?? ''}`,
    card.main_title?.desc,
    ...(card.horizontal_content_list ?? []).map((f) => `${f.keyname ?? ''}：${f.value ?? ''}`),
    ...(card.vertical_content_list ?? []).flatMap((item) => [item.title, item.desc]),
    card.card_image === undefined ? undefined : `〔图片〕${card.card_image.url ?? ''}`,
    card.quote_area?.quote_text,
    card.sub_title_text,
    ...selections.map(
      (one) => `${one.title ?? ''}▾ ${chosenIn(one) ?? '请选择'}（${optionsOf(one).join('、')}）`,
    ),
    card.checkbox === undefined
      ? undefined
      : optionsOf(card.checkbox)
          .map((o) => `○ ${o}`)
          .join('　'),
    buttons.length === 0 ? undefined : buttons.join(' '),
  ]
    .filter((line) => line !== undefined && line !== '')
    .join('\n');
}

function optionsOf(choice: Choice): readonly string[] {
  return (choice.option_list ?? []).map((o) => o.text);
}

function chosenIn(choice: Choice): string | undefined {
  return choice.option_list?.find((o) => o.id === choice.selected_id)?.text;
}

/** What a person reads of the message, and where; `changed` when a message already shown has changed. */
export function heardOf(
  message: Message,
  conversation: Conversation,
  names: { readonly group: (chatId: string) => string; readonly person: (userid: string) => string },
  changed: boolean,
): Heard {
  const { body } = message;
  const mentions = 'mentions' in body ? body.mentions : [];
  const channel = conversation.kind;
  return {
    at: changed ? (message.editedAt ?? message.at) : message.at,
    where: channel === 'group' ? names.group(conversation.id) : names.person(conversation.person ?? ''),
    channel,
    title: conversation.title,
    speaker: message.from.name,
    byPerson: message.from.kind === 'person',
    changed,
    text: wordsOf(message),
    mentions: mentions.map((m) => (m === '@all' ? m : names.person(m))),
    messageId: message.id,
  };
}
