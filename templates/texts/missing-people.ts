// People of the bureau file whom the platform cannot reach, and what to change where.
import { words } from '../quoting.ts';

type Standing = 'not-activated' | 'disabled' | 'not-visible' | 'gone';

type Missing = { readonly name: string; readonly standing: Standing; readonly places: readonly string[] };

const WHAT: Readonly<Record<Standing, string>> = {
  gone: '企业微信里没有这个账号，或已退出',
  disabled: '账号已停用',
  'not-activated': '账号还没有激活，收不到消息',
  'not-visible': '不在应用的可见范围内',
};

/** One person in one line: who, what is wrong, what they are for. */
export function missingPersonLine({ name, standing, places }: Missing): string {
  return `${words(name, 20)}：${WHAT[standing]}（${places.map((place) => words(place, 30)).join('、')}）`;
}

/**
 * For the administrators, once a day while it lasts: why the address book could not be read, which departments and tags
 * of the bureau file are not there (any more), whom messages do not reach. Nothing when all is well.
 */
export function addressBookLines({
  unread,
  places,
  missing,
}: {
  readonly unread: string | null;
  readonly places: readonly string[];
  readonly missing: readonly Missing[];
}): readonly string[] {
  return [
    ...(unread === null ? [] : unreadLines(unread)),
    ...(places.length === 0 ? [] : placesLines(places)),
    ...(missing.length === 0 ? [] : missingLines(missing)),
  ];
}

function unreadLines(why: string): readonly string[] {
  return [
    `【系统】今天的通讯录核对没有做成。${words(why, 400)}`,
    '恢复以前，部门、标签里的人按上次查到的办；恢复后自动补上核对，不用重启。',
  ];
}

function placesLines(places: readonly string[]): readonly string[] {
  return [
    `【系统】单位文件里按部门或标签写的人，有 ${places.length} 处对不上了，暂按上次查到的人办：`,
    ...places.map((place) => `· ${words(place, 200)}`),
    '请核对管理后台 → 通讯录里的名称和应用的可见范围，改好后一小时内自己跟上；要改单位文件的，改后重启。',
  ];
}

function missingLines(missing: readonly Missing[]): readonly string[] {
  return [
    `【系统】有 ${missing.length} 人的消息送不到，办事前请先处理：`,
    ...missing.map((person) => `· ${missingPersonLine(person)}`),
    '人已调离的，请改单位文件（或管理后台里的部门、标签）后重启；还在的，请在管理后台启用账号、激活，或把他加进应用的可见范围。',
  ];
}
