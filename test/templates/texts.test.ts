import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/core/calendar/shanghai.ts';
import type { Day, OwedLine } from '../../src/core/day.ts';
import { eveningLines } from '../../templates/summaries/evening.ts';
import { caseFileLines } from '../../templates/texts/case-file.ts';
import { helpLines } from '../../templates/texts/help.ts';
import { ledgerLines } from '../../templates/texts/ledger.ts';
import { secretLines } from '../../templates/texts/secret.ts';
import { failedLines, staleCardLines, undeliveredLines } from '../../templates/texts/system.ts';
import { todoLines } from '../../templates/texts/todo.ts';
import { unknownLines, unknownNumberLines } from '../../templates/texts/unknown.ts';
import { assigned, at, bureau, open, policy, reported } from './fixture.ts';

const owed: OwedLine = {
  number: 'YQ-2026-0001',
  title: '夜市油烟 13812345678',
  owed: '书面汇报',
  owner: 'unit:zf1',
  clause: '五2',
  basis: 'text',
  dueAt: at(16, 3),
  lamp: 'near',
};
const quiet: Day = {
  from: at(0, 0),
  to: at(18, 0),
  drill: false,
  opened: 0,
  graded: [],
  closed: 0,
  open: 0,
  lamps: { 'on-time': 0, near: 0, overdue: 0 },
  ungraded: 0,
  newest: [],
  overdue: [],
  near: [],
  tomorrow: [],
  undelivered: 0,
};
const busy: Day = {
  ...quiet,
  opened: 3,
  graded: [
    { grade: 'ordinary', count: 2 },
    { grade: 'major', count: 1 },
  ],
  closed: 1,
  open: 9,
  lamps: { 'on-time': 1, near: 1, overdue: 7 },
  ungraded: 1,
  overdue: Array.from({ length: 6 }, (_, i) => ({
    ...owed,
    number: `YQ-2026-000${i}`,
    lamp: 'overdue' as const,
  })),
  near: [{ ...owed, dueAt: at(18, 20) }],
  tomorrow: [{ ...owed, dueAt: at(9, 0) + DAY }],
  undelivered: 2,
};
const evening = (day: Day, extra = {}): string =>
  eveningLines({ policy, bureau, day, now: at(18, 0), ...extra }).join('\n');

describe('the case file', () => {
  it('shows state, every limit with clause, computation and lamp, and who owes what', () => {
    const life = assigned('major');
    const text = caseFileLines({
      policy,
      bureau,
      case: life.case(),
      events: life.events(),
      now: at(14, 25),
    }).join('\n');
    for (const part of [
      '执法一科核查中',
      '重大（王建国 11-20 14:03）',
      '依据五2',
      '发现 11-20 14:00 → +30 分钟 → 11-20 14:30',
      '🟡',
      '执法一科：签收',
      '建议值',
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('13812345678');
  });

  it('tells what happened with times and names, reminders in a row as one line', () => {
    const life = assigned();
    life.do({ kind: 'remind' }, { at: at(14, 48) });
    life.do({ kind: 'remind' }, { at: at(15, 3) });
    life.do(
      { kind: 'submit', form: 'written', text: '意见', toldTo: null, pictures: 0 },
      { person: 'zheng', at: at(16, 8) },
    );
    const lines = caseFileLines({
      policy,
      bureau,
      case: life.case(),
      events: life.events(),
      now: at(16, 10),
    });
    expect(lines).toContain('11-20 14:03 王建国 交办执法一科');
    expect(lines.filter((l) => l.includes('催办'))).toHaveLength(1);
    expect(lines.join('\n')).toContain('迟 5 分钟');
    expect(lines.join('\n')).toContain('执法一科分管领导：审核处置意见');
  });

  it('of a closed case owes nothing', () => {
    const life = open();
    life.do({ kind: 'close', note: '重复' }, { person: 'wang', at: at(14, 5) });
    const text = caseFileLines({
      policy,
      bureau,
      case: life.case(),
      events: life.events(),
      now: at(15, 0),
    }).join('\n');
    expect(text).toContain('已办结（王建国 11-20 14:05）');
    expect(text).toContain('现在欠\n没有。');
  });

  it('of a case that ended early says what was undone then, and lets no time run on', () => {
    const life = assigned();
    life.do({ kind: 'close', note: '重复' }, { person: 'wang', at: at(15, 13) });
    const file = (now: number) =>
      caseFileLines({ policy, bureau, case: life.case(), events: life.events(), now });
    expect(file(at(17, 0))).toEqual(file(at(15, 13)));
    const limits = file(at(17, 0)).filter((line) => line.includes('办结时未完成'));
    expect(limits).toEqual([
      expect.stringMatching(/^🔴 口头汇报初步处置计划：.*，办结时未完成，已超 10 分钟$/),
      expect.stringMatching(/^🟢 书面汇报：.*，办结时未完成，时限未到$/),
    ]);
  });

  it('says who approves while a paper is under review', () => {
    const life = reported();
    expect(
      caseFileLines({ policy, bureau, case: life.case(), events: life.events(), now: at(15, 0) }).join('\n'),
    ).toContain('审核中');
  });
});

describe('the evening', () => {
  it('says that nothing happened', () => {
    expect(evening(quiet)).toContain('【舆情日报】2026年11月20日');
    expect(evening(quiet)).not.toContain('演练');
    expect(evening({ ...quiet, drill: true })).toMatch(/^【演练】【舆情日报】2026年11月20日/);
    expect(evening({ ...quiet, drill: true }, { asked: true })).toMatch(/^【演练】【今日舆情】/);
    expect(evening(quiet)).toContain('今日无新增');
    expect(evening(quiet).split('\n').length).toBeLessThanOrEqual(4);
  });

  it('counts the day with lamps, lists what is overdue with its clause, and says how many more', () => {
    const text = evening(busy);
    for (const part of [
      '新增 3 件，办结 1 件',
      '一般 2、重大 1',
      '🟢 正常 1',
      '🟡 临近 1',
      '🔴 超时 7',
      '待定级 1 件',
      '依据五2',
      '另有 2 件',
      '明日首批时限',
      '11-21 09:00',
      '2 条消息没有送到',
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('13812345678');
  });

  it('is shorter for the leadership, and says when it is late', () => {
    expect(evening(busy, { group: 'leadership' })).not.toContain('明天');
    expect(evening(quiet, { late: true })).toContain('系统迟发：应于 18:00');
  });
});

describe('short answers', () => {
  it('list a desk and the ledger by name, masked', () => {
    expect(todoLines({ owed: [owed], now: at(15, 51) }).join('\n')).toContain('还有 12 分钟（依据五2）');
    expect(todoLines({ owed: [], now: at(15, 0) })).toEqual(['您现在没有待办。']);
    const line = {
      number: 'YQ-2026-0001',
      title: '夜市',
      platform: '微博',
      grade: 'ordinary',
      unit: 'zf1',
      state: 'open',
      openedAt: at(14, 0),
      closedAt: null,
    } as const;
    expect(ledgerLines({ policy, bureau, ledger: [line] }).join('\n')).toContain('微博 一般 执法一科');
  });

  it('always name the next step', () => {
    expect(unknownLines('定及 0001', ['定级 0001 一般 执法一科']).join('\n')).toContain(
      '定级 0001 一般 执法一科',
    );
    expect(unknownNumberLines('0009').join('\n')).toContain('台账');
    expect(
      helpLines([{ word: '待办', usage: '待办', meaning: '我要办的', group: '查询', rare: false }]).join(
        '\n',
      ),
    ).toContain('【查询】');
    expect(staleCardLines('YQ-2026-0001').join('\n')).toContain('已由新卡片替代');
    expect(secretLines('机密').join('\n')).toMatch(/机密[\s\S]*没有保存[\s\S]*保密渠道/);
    expect(failedLines().join('\n')).toContain('管理员');
    expect(
      undeliveredLines({
        kind: 'dead',
        conversation: 'group:work',
        number: 'YQ-2026-0001',
        code: '93000',
        reason: 'webhook 无效',
        hint: '请重建群机器人',
      }).join('\n'),
    ).toMatch(/工作群[\s\S]*请重建群机器人/);
  });
});
