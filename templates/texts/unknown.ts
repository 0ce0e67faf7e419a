// What was written and not understood, or cannot be done: always with the next step.
import type { Bureau } from '../../src/core/bureau.ts';
import type { Case } from '../../src/core/case.ts';
import { caseName, shortNumber } from '../case-words.ts';
import { CALL, howTo } from '../how-to.ts';
import { quoted, words } from '../quoting.ts';

/** `suggestions` are usages that come close, the nearest first. */
export function unknownLines(text: string, suggestions: readonly string[]): readonly string[] {
  const shown = text.trim() === '' ? '没有看到文字。' : `没看懂${quoted(text, 30)}。`;
  return [
    shown,
    ...(suggestions.length === 0 ? [] : [`您是不是想发：${suggestions.slice(0, 3).join('；')}`]),
    `报送舆情请把链接或情况一起发来；写法请发：${howTo.help()}`,
  ];
}

/** Nothing to register: neither a link nor words; perhaps, in a group, `media` pictures, files or recordings. */
export function emptyReportLines(media: number): readonly string[] {
  if (media > 0) {
    return [
      '收到了图片、语音或文件，但没写是哪一件，没有登记，也没有存下。',
      `已有编号的：引用它，写上编号，如：${CALL} 0001`,
      '新的舆情：引用它，写上登记和情况。',
      '也可以单独发给我：先发图片，接着发编号，如：0001',
    ];
  }
  return [
    '没有看到内容，没有登记。',
    `请把分享文字（带链接）发来，如：${CALL} 分享的文字和链接`,
    '电话反映没有链接，直接写情况就可以。',
  ];
}

/** No case has this number. */
export function unknownNumberLines(number: string): readonly string[] {
  return [`没有编号 ${words(number, 30)} 的事项。`, `请核对编号，或发：${howTo.ledger()}`];
}

/** The command would change nothing. */
export function unchangedLines(number: string): readonly string[] {
  return [`${words(number, 30)} 没有变化，原来就是这样。查看请发：${shortNumber(number)}`];
}

/** What people call the kinds of messages; anything else has no name for them. */
const KINDS: Readonly<Record<string, string>> = {
  text: '这条文字',
  image: '这张图片',
  voice: '语音',
  video: '这段视频',
  file: '文件',
  mixed: '这条图文',
  link: '这张链接卡片',
  location: '这个位置',
};

/** A kind of message that cannot be read, such as a mini-program; or a tap that says neither card nor button. */
export function unsupportedLines(what: string): readonly string[] {
  if (what === 'tap') return ['这次点选没有读到内容，没有生效。请再点一次；不行就用文字办理，写法请发 帮助'];
  const kind = Object.hasOwn(KINDS, what) ? KINDS[what] : '这种消息';
  return [`暂时读不了${kind}，没有登记。请把文字或链接发来；写法请发：${howTo.help()}`];
}

/** 交办 was tapped without a unit chosen. */
export function chooseUnitLines(context: {
  readonly bureau: Bureau;
  readonly case: Case;
}): readonly string[] {
  const { bureau, case: c } = context;
  const names = bureau.units.map((u) => u.name);
  return [
    `${caseName(c)} 还没有选承办单位。`,
    `请在卡片上选好再点“交办”，或发：${howTo.assign(shortNumber(c.number), names[0] ?? '承办单位')}`,
  ];
}

/** Several units have the name that was written; nothing was done. */
export function sameNameLines(names: readonly string[]): readonly string[] {
  return [`叫这个名称的单位有 ${names.length} 个：${names.join('、')}，没有改动。`, '请写全称重发。'];
}

/** A part of the name of several channels was written; nothing was recorded. */
export function whichChannelLines(names: readonly string[]): readonly string[] {
  return [`有几个渠道都像是这个：${names.map((n) => words(n, 30)).join('、')}，没有记。`, '请写全名称重发。'];
}

/** Several people have the name that was written; nothing was done. */
export function samePersonLines(people: Bureau['people']): readonly string[] {
  const [first] = people;
  const each = people.map((p) => `${p.id}（${words(p.title ?? '未写职务', 20)}）`);
  return [
    `叫${quoted(first?.name ?? '', 20)}的有 ${people.length} 人：${each.join('、')}，没有改动。`,
    '请把姓名换成括号前的编号重发。',
  ];
}

/** A name that is not in the bureau's list of people. */
export function unknownPersonLines(given: string): readonly string[] {
  return [
    `人员名单里没有${quoted(given, 20)}，没有记。`,
    '只要记本单位会经办或审核的人；外单位人员不用记，写在情况里就可以。',
  ];
}

/** A length of time that could not be read. */
export function unclearLengthLines(n: string): readonly string[] {
  return [
    '没有看懂延长多久，没有记。可以写：5个工作日、3天、2小时、30分钟。',
    `请发：${howTo.extend(n, '5个工作日', false)}`,
  ];
}
