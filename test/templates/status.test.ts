import { describe, expect, it } from 'vitest';
import type { WellBeing } from '../../src/core/well-being.ts';
import { statusLines } from '../../templates/texts/status.ts';
import { at, bureau } from './fixture.ts';

const well: WellBeing = {
  waiting: { count: 0, oldestAt: null },
  unknown: 0,
  missed: { since: at(0, 0), count: 0, latest: [] },
  closed: [],
  heardAt: at(16, 0),
  files: { pending: 0, failed: 0 },
};
const said = (wellBeing: WellBeing): string => statusLines({ bureau, wellBeing, now: at(16, 10) }).join('\n');

describe('状态', () => {
  it('says in the first line that all is well', () => {
    expect(said(well)).toBe(
      [
        '【系统状态】11-20 16:10 一切正常',
        '通道：都通。',
        '待发消息：没有。',
        '昨天以来没送到的：没有。',
        '最近一次收到消息：11-20 16:00。',
      ].join('\n'),
    );
  });

  it('names what is down and since when, what waits and how long, and what did not arrive', () => {
    const text = said({
      waiting: { count: 12, oldestAt: at(15, 0) },
      unknown: 1,
      missed: {
        since: at(0, 0),
        count: 7,
        latest: [
          {
            at: at(15, 1),
            conversation: 'person:wang',
            number: 'YQ-2026-0001',
            reason: '81013 接收人全部无效',
          },
          { at: at(15, 2), conversation: 'group:work', number: null, reason: '<@all> 13812345678' },
        ],
      },
      closed: [
        {
          channel: 'app',
          since: at(14, 0),
          code: '60020',
          reason: '出口地址 203.0.113.7 不在企业可信IP中',
          down: true,
        },
        {
          channel: 'webhook:leadership',
          since: at(16, 9),
          code: '45009',
          reason: '调用频率超过限制',
          down: false,
        },
      ],
      heardAt: at(16, 0),
      files: { pending: 1, failed: 2 },
    });
    for (const part of [
      '有情况，见下',
      '应用消息和卡片从 11-20 14:00 起不通：出口地址 203.0.113.7 不在企业可信IP中（60020）',
      '领导群消息推送从 11-20 16:09 起暂停',
      '12 条，最早一条等了 70 分钟',
      '发出后没有回音：1 条',
      '7 条，最近 2 条',
      '个人 王建国 YQ-2026-0001：81013 接收人全部无效',
      '没取到的文件：2 个',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain('<@all>');
  });
});
