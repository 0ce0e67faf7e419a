// What the system says about itself: to the person whose tap or text met a limit of it, and to administrators.
import { shortNumber } from '../case-words.ts';
import { conversationWords } from '../conversation-words.ts';
import { CALL, howTo } from '../how-to.ts';
import { words } from '../quoting.ts';

/** A tap on a card that a newer one replaced. */
export function staleCardLines(number?: string): readonly string[] {
  if (number === undefined) return ['这张卡片已由新卡片替代，这次点选没有生效。请用最新的卡片。'];
  return [
    `${words(number, 30)} 的这张卡片已由新卡片替代，这次点选没有生效。`,
    `还该您办的，请用最新的卡片；看现状请发：${CALL} ${shortNumber(number)}`,
  ];
}

/** A tap on a card that the system does not know. */
export function unknownCardLines(): readonly string[] {
  return ['认不出这张卡片，这次点选没有生效。请用最新的卡片，或用文字办理：写法请发 帮助'];
}

/** Whoever opens the conversation with the bot. */
export function greetingLines(): readonly string[] {
  return [`您好，我是舆情助手。发现舆情，把链接或文字发给我就会登记；会用的说法请发：${howTo.help()}`];
}

/** Somebody under an id that bureau.yaml does not have: perhaps the person who may. */
export function notRecognisedLines(): readonly string[] {
  return ['另外：系统没有认出您是谁，您的企业微信账号不在本单位名单里。如果这一步该您办，请联系管理员。'];
}

/** The message could not even be kept. */
export function notKeptLines(): readonly string[] {
  return ['系统暂时不能保存，刚才这条没有收下，请稍后再发一次。'];
}

/** The message was kept but could not be processed. */
export function failedLines(): readonly string[] {
  return ['这条消息系统没能处理。内容已存下，没有丢；已告诉管理员，处理好会再答复您。着急请直接联系管理员。'];
}

/** Administrators: something that came in and could not be processed. */
export function failedInboxLines(failure: {
  readonly sender: string;
  readonly reason: string;
}): readonly string[] {
  return [
    `【系统】${words(failure.sender, 30)} 发来的一条消息没能处理，原文已存。`,
    `原因：${words(failure.reason, 200)}`,
    '请查看日志后重新处理，并告诉对方。',
  ];
}

/** Administrators: a message that did not go out as it should have. */
export function undeliveredLines(trouble: {
  readonly kind: 'dead' | 'partial' | 'waiting' | 'redirected';
  readonly conversation: string;
  /** Names of those whom a card or a private message was for. */
  readonly receivers?: readonly string[];
  readonly number: string | null;
  readonly code: string;
  readonly reason: string;
  readonly hint: string;
}): readonly string[] {
  const about = trouble.number === null ? '' : `（${trouble.number}）`;
  const what = {
    dead: '没有发出去',
    partial: '只送到一部分人',
    waiting: '还在等，暂时发不出',
    redirected: '没能就地答复，已改从别处送出',
  }[trouble.kind];
  const lost = trouble.kind === 'dead' || trouble.kind === 'partial';
  return [
    `【系统】一条消息${about}${what}。`,
    `收件：${receiverWords(trouble.conversation, trouble.receivers ?? [])}`,
    `原因：${words(trouble.reason, 200)}（${words(trouble.code, 40)}）`,
    ...(trouble.hint === '' ? [] : [`怎么办：${words(trouble.hint, 300)}`]),
    ...(lost ? ['请另行转告收件人。'] : []),
  ];
}

function receiverWords(conversation: string, names: readonly string[]): string {
  if (names.length === 0) return conversationWords(conversation);
  const all = names.map((name) => words(name, 20)).join('、');
  return conversation.startsWith('card:') ? `${all} 的卡片` : `个人 ${all}`;
}

/** Administrators: what the platform says about the application, or a setting it does not agree with. */
export function warningLines(warning: {
  readonly reason: string;
  readonly hint: string;
  readonly about: string | null;
  readonly original?: 'kept' | 'secret';
}): readonly string[] {
  const about = warning.about === null ? '' : `${words(warning.about, 30)}：`;
  const original = warning.original === undefined ? '' : ORIGINAL[warning.original];
  return [
    `【系统】${about}${words(warning.reason, 200)}。${original}`,
    `怎么办：${words(warning.hint, 300)}`,
  ];
}

const ORIGINAL = { kept: '原文已存。', secret: '里面有密级字样，原文没有保存。' } as const;

/** The work group, for people whom the application cannot reach at the moment. */
export function fellOverWords(number: string | null): { readonly heading: string; readonly line: string } {
  return {
    heading: `【系统】应用消息暂时发不出去。被 @ 的同志有消息在等，恢复后补发；急的请在本群发：${CALL} ${howTo.todo()}`,
    line:
      number === null
        ? '（另有不属于某一事项的消息）'
        : `涉及 ${number}，查看请发：${CALL} ${shortNumber(number)}`,
  };
}

/** In place of words that the platform refused. */
export function withheldLines(number: string | null): readonly string[] {
  return [
    '有一条给您的消息，因内容被企业微信拦截没有发出。',
    number === null
      ? '请联系管理员。'
      : `涉及 ${number}，请在工作群发：${CALL} ${shortNumber(number)}；或联系管理员。`,
  ];
}

/** The person who sent a file that could not be had. */
export function fileLostLines(file: { readonly number: string; readonly reason: string }): readonly string[] {
  return [
    `${words(file.number, 30)} 有一个文件没有存下：${words(file.reason, 200)}。`,
    `请重新发送这个文件：单聊里发完接着发 ${shortNumber(file.number)}；群里引用它，写上：${CALL} ${shortNumber(file.number)}`,
  ];
}

/** Last line of a message whose very words went to the same person a short while ago. */
export function saidAgainLine(times: number): string {
  return `（半小时内第 ${times} 次告知）`;
}
