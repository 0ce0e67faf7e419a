// The people of the demo bureau and the acts that most scenarios begin with. Each act hears everything it causes and
// nothing else.
import type { Rehearsal } from '../../src/commands/rehearsal.ts';
import { MINUTE_MS, openTestStage, type TestStage, type TestStageOptions } from '../harness/stage.ts';

export const MINUTE = MINUTE_MS;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const LEADERS = ['wang', 'li', 'zhao'];
export const OFFICE = ['sun', 'zhou'];
/** Head and contact of each unit, and the leader above it. */
export const UNITS = {
  zf1: { name: '执法一科', people: ['zheng', 'chen'], leader: 'zhao' },
  zf2: { name: '执法二科', people: ['feng', 'xu'], leader: 'zhao' },
  srk: { name: '市容科', people: ['he', 'lv'], leader: 'li' },
  tck: { name: '停车管理科', people: ['jiang', 'shen'], leader: 'li' },
} as const;
export type UnitId = keyof typeof UNITS;

/** The smallest picture there is. */
export const PICTURE = Buffer.from(
  '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000b4944415478da636000020000050001e9fadcd80000000049454e44ae426082',
  'hex',
);

/** A second picture, two pixels wide and high. */
export const OTHER_PICTURE = Buffer.from(
  '89504e470d0a1a0a0000000d494844520000000200000002080000000057dd52f80000000e4944415478da6338a1c1a071020005a601e1684517e00000000049454e44ae426082',
  'hex',
);

export type Scene = TestStage & { readonly r: Rehearsal };

export async function scene(options: TestStageOptions = {}): Promise<Scene> {
  const stage = await openTestStage(options);
  return Object.assign(stage, { r: stage.rehearsal });
}

/** Without the two blanks that end a line in markdown. */
export function plain(text: string): string {
  return text.replaceAll(/ +\n/g, '\n');
}

/** Each of these people hears the same, one to one. */
export function all(r: Rehearsal, people: readonly string[], pattern: RegExp): void {
  for (const person of people) r.hears(person, pattern);
}

/** What a new case makes people hear besides the receipt: cards, a notice, the copy to 局办公室. */
export function hearOpened(r: Rehearsal, number: string, words = /[\s\S]/): void {
  const receipt = plain(r.hears('work', new RegExp(`已登记 YQ-2026-${number}`)).text);
  if (!words.test(receipt)) throw new Error(`the receipt does not say ${String(words)}:\n${receipt}`);
  all(r, LEADERS, new RegExp(`YQ-2026-${number}[\\s\\S]*\\[一般\\] \\[重大\\]`));
  r.hears('leadership', new RegExp(`YQ-2026-${number}[\\s\\S]*请在单独收到的卡片上定级`));
  r.hears('wu', new RegExp(`【抄送局办公室】YQ-2026-${number}`));
}

/** 0001, reported in the work group; `by` is 陈晨 unless said otherwise. */
export async function opened(r: Rehearsal, number = '0001', by = 'chen', text?: string): Promise<void> {
  await r.says(by, 'work', text ?? `登记 群众来电：第 ${Number(number)} 处摊点扰民`);
  hearOpened(r, number);
  r.nothingElse();
}

/** What the unit, both groups and nobody else hear when a graded matter is handed over. */
export function hearHandedOver(r: Rehearsal, number: string, grade: string, unit: UnitId): void {
  const { name, people } = UNITS[unit];
  r.hears('work', new RegExp(`【交办】YQ-2026-${number}[\\s\\S]*${grade}[\\s\\S]*${name}`), people);
  r.hears('leadership', new RegExp(`YQ-2026-${number}.*${grade}.*${name}`));
  all(r, people, new RegExp(`YQ-2026-${number} · ${grade}[\\s\\S]*\\[签收\\] \\[退回\\]`));
}

/** One tap of a leader decides grade and unit. */
export async function graded(
  r: Rehearsal,
  number: string,
  grade: 'ordinary' | 'major',
  unit: UnitId,
  by = 'li',
): Promise<void> {
  await r.taps(by, number, `grade:${grade}`, { unit });
  hearHandedOver(r, number, grade === 'ordinary' ? '一般' : '重大', unit);
  if (grade === 'major') {
    all(r, [...new Set([...UNITS[unit].people, ...OFFICE, 'chen'])], /请补充事发时间/);
  }
  r.nothingElse();
}

export async function signed(r: Rehearsal, number: string, unit: UnitId): Promise<void> {
  await r.taps(UNITS[unit].people[0], number, 'sign');
  r.hears('work', new RegExp(`${number}.*${UNITS[unit].name}已签收`));
  r.nothingElse();
}

/** An ordinary case that a unit has signed for: nothing but its limits is open. */
export async function inHand(r: Rehearsal, unit: UnitId = 'zf1', number = '0001'): Promise<void> {
  await opened(r, number);
  await graded(r, number, 'ordinary', unit);
  await signed(r, number, unit);
}

/** The paper that completes an ordinary case; the leader above the unit is asked. */
export async function written(
  r: Rehearsal,
  number: string,
  unit: UnitId,
  text = '已到场处置，拟今晚起定点值守',
): Promise<void> {
  await r.says(UNITS[unit].people[1], 'work', `书面 ${number} ${text}`);
  r.hears('work', new RegExp(`${number} 书面报送[\\s\\S]*已送审核`));
  all(r, OFFICE, new RegExp(`【书面报送】.*${number}`));
  r.hears(UNITS[unit].leader, new RegExp(`处置意见：[\\s\\S]*${number}[\\s\\S]*\\[同意\\] \\[退回\\]`));
  r.nothingElse();
}

export async function agreedByLeader(r: Rehearsal, number: string, unit: UnitId): Promise<void> {
  await r.taps(UNITS[unit].leader, number, 'approve');
  all(r, OFFICE, new RegExp(`${number}[\\s\\S]*已同意：[\\s\\S]*\\[同意\\] \\[退回\\]`));
  r.hears('wu', new RegExp(`【征求意见】.*${number}`));
  r.nothingElse();
}

export async function agreedByOffice(r: Rehearsal, number: string, unit: UnitId): Promise<void> {
  await r.taps('sun', number, 'approve');
  all(r, UNITS[unit].people, new RegExp(`${number}.*已审核通过`));
  all(r, OFFICE, new RegExp(`${number}.*审核已通过，接下来`));
  hearOutcomeAsked(r, number);
  r.nothingElse();
}

/** The office gets the card with every conclusion of the rule, and none is chosen. */
export function hearOutcomeAsked(r: Rehearsal, number: string): void {
  all(r, OFFICE, new RegExp(`YQ-2026-${number}[\\s\\S]*○ 属实　○ 部分属实[\\s\\S]*\\[提交结论\\]`));
}

/** An ordinary case whose paper went through the whole chain: only the conclusion is left. */
export async function approved(r: Rehearsal, unit: UnitId = 'zf1', number = '0001'): Promise<void> {
  await inHand(r, unit, number);
  await written(r, number, unit);
  await agreedByLeader(r, number, unit);
  await agreedByOffice(r, number, unit);
}

/** From the conclusion to the end, by the office in the work group. */
export async function closed(r: Rehearsal, number = '0001', reporter = 'chen'): Promise<void> {
  await r.says('sun', 'work', `核实 ${number} 属实`);
  r.hears('work', /事实结论为属实/);
  await r.says('sun', 'work', `不予回应 ${number} 已当场解决，未公开讨论`);
  for (const group of ['work', 'leadership']) r.hears(group, new RegExp(`${number}.*决定不予回应`));
  all(r, OFFICE, /可以办结了/);
  await r.says('sun', 'work', `办结 ${number}`);
  for (const group of ['work', 'leadership']) r.hears(group, new RegExp(`${number}.*已办结`));
  r.hears(reporter, /您报送的.*已办结/);
  r.nothingElse();
}

/** A reminder stands in the work group with a real @ to `people`, and each of them gets it. Returns their words. */
export function hearReminded(r: Rehearsal, people: readonly string[], words: RegExp): string {
  const { text } = r.hears('work', words, people);
  all(r, people, words);
  return text;
}
