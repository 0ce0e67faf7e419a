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

/** For the administrators, once a day while it lasts. */
export function missingPeopleLines(missing: readonly Missing[]): readonly string[] {
  return [
    `【系统】有 ${missing.length} 人的消息送不到，办事前请先处理：`,
    ...missing.map((person) => `· ${missingPersonLine(person)}`),
    '人已调离的，请改单位文件（或管理后台里的部门、标签）后重启；还在的，请在管理后台启用账号、激活，或把他加进应用的可见范围。',
  ];
}
