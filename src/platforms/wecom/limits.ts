// Every limit of 企业微信 that this adapter keeps, with the page that states it. Bytes are UTF-8 bytes.

const doc = 'https://developer.work.weixin.qq.com/document/path';

/** Where the limits below come from; hints and docstrings point here. */
export const docs = {
  callback: `${doc}/90238`,
  send: `${doc}/90236`,
  updateCard: `${doc}/94888`,
  passiveReply: `${doc}/90241`,
  webhook: `${doc}/99110`,
  botReceive: `${doc}/100719`,
  botReply: `${doc}/101138`,
  errcodes: `${doc}/90313`,
  frequency: `${doc}/90312`,
} as const;

/** Callbacks older or newer than this are refused; a retry may carry an old timestamp. {@link docs.callback} */
export const CALLBACK_WINDOW_MS = 10 * 60_000;

/** Decrypted callbacks are small; anything larger is not one. {@link docs.callback} */
export const CALLBACK_TEXT_BYTES = 256 * 1024;
export const CALLBACK_XML_DEPTH = 12;

/** `text.content` of message/send {@link docs.send} and of the group webhook {@link docs.webhook}. */
export const TEXT_BYTES = 2048;

/** `markdown_v2.content` of the group webhook. {@link docs.webhook} */
export const PAGE_BYTES = 4096;

/** `markdown.content` of an answer to a response address. {@link docs.botReply} */
export const REPLY_BYTES = 20_480;

/** A response address takes one answer within the hour. {@link docs.botReply} */
export const REPLY_LIFETIME_MS = 60 * 60_000;

/** `touser` of message/send. {@link docs.send} */
export const MAX_RECEIVERS = 1000;

/** `duplicate_check_interval` of message/send, seconds. {@link docs.send} */
export const DUPLICATE_CHECK_SECONDS = 1800;

/** A response_code is good for 72 hours. {@link docs.updateCard} */
export const CARD_UPDATE_MS = 72 * 60 * 60_000;

/** message/recall takes back what is younger. https://developer.work.weixin.qq.com/document/path/94867 */
export const RECALL_MS = 24 * 60 * 60_000;

/** Characters shown before the client cuts, for cards of the app. {@link docs.send} */
export const CARD_CHARS = {
  source: 20,
  title: 36,
  desc: 44,
  subTitle: 160,
  keyname: 5,
  value: 30,
  button: 10,
  selectorTitle: 13,
  option: 16,
  /** Of a drop-down in `select_list`, shorter than one beside buttons. */
  selectOption: 10,
  /** Of a `checkbox`. */
  choice: 11,
  /** Of a `vertical_content_list`: its title and what stands under it. */
  vertical: 38,
  underVertical: 160,
} as const;

export type CardChars = Readonly<Record<keyof typeof CARD_CHARS, number>>;

/** The same for cards of the bot. https://developer.work.weixin.qq.com/document/path/101032 */
export const BOT_CARD_CHARS = {
  ...CARD_CHARS,
  source: 13,
  title: 26,
  desc: 30,
  subTitle: 112,
  value: 26,
  option: 10,
  vertical: 26,
  underVertical: 112,
} as const satisfies CardChars;

/** Counts and key lengths that the platform refuses to exceed. {@link docs.send} */
export const CARD_COUNTS = { fields: 6, buttons: 6, options: 10, selectors: 3, choices: 20 } as const;

/** Width by height of a card's picture, between these. {@link docs.send} */
export const CARD_PICTURE_RATIO = { least: 1.3, most: 2.25 } as const;
export const BUTTON_KEY_BYTES = 1024;
export const OPTION_ID_BYTES = 128;
export const TASK_ID = /^[0-9A-Za-z_@-]{1,128}$/;

/** 20 messages a minute per webhook {@link docs.webhook}; a quarter is left for other senders. */
export const WEBHOOK_PER_MINUTE = 15;

/** Between the parts of one long message to a group, so that clients show them in order. {@link docs.webhook} */
export const PARTS_APART_MS = 3_000;

/** 30 a minute per member, the surplus silently dropped {@link docs.frequency}: stay at half. */
export const MEMBER_PER_MINUTE = 15;

/** Uploads, by what they are sent as; the webhook's files are the same. https://developer.work.weixin.qq.com/document/path/90253 */
export const UPLOAD_BYTES = { image: 10 * 1024 * 1024, file: 20 * 1024 * 1024 } as const;

/** `image` of the group webhook, before it is written in base64. {@link docs.webhook} */
export const WEBHOOK_IMAGE_BYTES = 2 * 1024 * 1024;

/** What an image may be, also for the webhook. https://developer.work.weixin.qq.com/document/path/90253 */
export const IMAGE_TYPES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg']);

/** A media_id is good for three days; given up half a day before. https://developer.work.weixin.qq.com/document/path/90253 */
export const MEDIA_ID_MS = 60 * 60 * 60_000;

/** The address of what the bot is sent is good for five minutes; given up one before. {@link docs.botReceive} */
export const BOT_MEDIA_MS = 4 * 60_000;

/** Largest medium that is fetched; the platform allows 20 MB for files of the app. https://developer.work.weixin.qq.com/document/path/90253 */
export const MEDIA_BYTES = 20 * 1024 * 1024;
