// Times of the office (UTC+8, whatever the browser's zone is) and faces.
import { el } from './dom.js';
import { withoutMarks } from './rich-text.js';

const OFFSET = 8 * 3600_000;
const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'];
const two = (/** @type {number} */ n) => String(n).padStart(2, '0');

/** @param {number} at epoch ms */
export function parts(at) {
  const day = new Date(at + OFFSET);
  const [year, month, date] = [day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()];
  return {
    date: `${year}-${two(month)}-${two(date)}`,
    dateWords: `${year}年${month}月${date}日`,
    weekday: `星期${WEEKDAYS[day.getUTCDay()]}`,
    time: `${two(day.getUTCHours())}:${two(day.getUTCMinutes())}`,
    seconds: two(day.getUTCSeconds()),
  };
}

/** The next moment it is `hour`:00 in the office. */
export function nextHour(/** @type {number} */ now, /** @type {number} */ hour) {
  const midnight = Math.floor((now + OFFSET) / 86_400_000) * 86_400_000 - OFFSET;
  const today = midnight + hour * 3600_000;
  return today > now ? today : today + 86_400_000;
}

/** The value of a datetime-local field as the office's time; NaN when it is incomplete. */
export function officeTime(/** @type {string} */ value) {
  return Date.parse(`${value.length === 16 ? `${value}:00` : value}+08:00`);
}

/** A coloured square with the end of the name. */
export function face(/** @type {string} */ name, /** @type {string} */ kind = 'person') {
  const marks = { app: '应用', bot: '机器', webhook: '推送', group: '群' };
  const chars = [...name];
  const hue = chars.reduce((sum, char) => sum + (char.codePointAt(0) ?? 0), 0) % 6;
  const known = Object.hasOwn(marks, kind);
  const mark = known ? marks[/** @type {keyof typeof marks} */ (kind)] : chars.slice(-2).join('');
  return el('span', {
    class: `face ${known ? `face-${kind}` : `hue-${hue}`}`,
    'aria-hidden': 'true',
    text: mark,
  });
}

/**
 * What a message reads like in one line.
 * @param {import('./types.js').Body} body
 * @param {(id: string) => string | undefined} person the name behind a mention
 */
export function summary(body, person) {
  const line = (/** @type {unknown} */ text) =>
    String(text ?? '')
      .replace(/<@([^<>\s]+)>/g, (whole, id) =>
        id === 'all' ? '@所有人' : person(id) ? `@${person(id)}` : whole,
      )
      .replace(/\s+/g, ' ')
      .trim();
  switch (body.kind) {
    case 'text':
      return line(body.text);
    case 'markdown':
      return line(withoutMarks(String(body.text ?? '')));
    case 'mixed':
      return `[图片] ${line(body.text)}`;
    case 'image':
      return '[图片]';
    case 'voice':
      return `[语音] ${body.text}`;
    case 'file':
      return `[文件] ${body.name}`;
    case 'link':
      return `[链接] ${body.title}`;
    case 'location':
      return `[位置] ${body.label}`;
    case 'card':
      return `[卡片] ${body.card?.main_title?.title ?? body.card?.sub_title_text ?? ''}`;
    case 'recalled':
      return '消息已撤回';
    default:
      return `[${body.kind}]`;
  }
}
