// The page of a 制度 that uses every part: nothing in the file is missing on it.
import { describe, expect, it } from 'vitest';
import { parseSource } from '../../src/core/policy/load.ts';
import { settle } from '../../src/core/policy/settle.ts';
import { showPolicy } from '../../src/core/policy/show.ts';
import { bureau } from '../core/fixture.ts';
import { RICH, spoilt } from './rich.ts';

const source = parseSource(RICH, 'rich.yaml');
const page = showPolicy(source);
const answers = { 'q-mouth': 'group', 'q-mid': '2h', 'q-day': '24:00', 'q-mode': 'all', 'q-wait': 'wait' };
const answered = showPolicy(source, { ...bureau, answers });

describe('the page of a rich 制度', () => {
  it.each([
    [
      'criteria in words, and that others may be graded so with a reason',
      '人数多（按：涉及人数不少于 50）；等：不符合上面的也可以定，要写理由',
    ],
    ['why one grade higher is suggested', '建议高一级：敏感的从严（有“敏感”标记）'],
    ['marks, who sets them and what they ask for', '| 敏感 | — | 办公室 | 先会商 | 二（条文） |'],
    ['facts that are worked out', '自动得出：“涉及乡镇”有几个'],
    [
      'a limit on a step, counted from a suggestion',
      '| 办公室 | 通报 | 等级为一般 | 从发现（建议值）起 24 小时内 | — | 三（条文） |',
    ],
    ['a limit that nobody has given', '本制度未规定，待本单位答复'],
    ['a limit with only a word', '| 办公室 | 会商 | 总是 | 只写“及时”，没有数字 |'],
    [
      'workdays, extension, who is told first, pause, who else is held to it',
      '承办单位；一起负责：分管领导 | 书面材料（书面） | 总是 | 从交办起 5 个工作日内；可延期：到期前由局长批准，一共最多 15 个工作日，先告知反映人；可由办公室中止计时（等外部意见）',
    ],
    ['the same day, from another step', '从“审核”完成起当天（到下班，下班后算到下一个工作日；建议值）'],
    ['where to count from when nobody knows', '从发帖起 2 小时内；时间不详时从发现起'],
    [
      'whom to meet with, whom to consult, what to write',
      '会同公安；征求法制科意见（不等，建议值）；写出意见',
    ],
    ['whom a step tells', '领导小组、县委网信办'],
    [
      'a body, an outside organ, and when',
      '分管领导（一人即可，建议值） → 局党组集体研究，由领导小组记录纪要（仅当：等级为重大） → 有关机关确认（外部），由办公室记录文号或方式（仅当：涉及其他机关为是）',
    ],
    ['outcomes that only people choose', '| 不属本局 | — | 从不，只由人定 | 三（条文） |'],
    ['who may decide to say nothing', '不予回应由局长决定'],
    ['words that replies may not hold', '不用“尽快”“近期”；必须引用规定注明出处'],
    ['patrols', '| 工作日 | 巡查 2 到 3 次：论坛 | 办公室 |'],
    ['a paper by its rhythm', '| 每天 | 日志 | 办公室 | 领导小组 |'],
    ['a paper for some cases', '| 有这样的事项时：等级为重大 | 专报（简报），写：经过 | 办公室 | 局长 |'],
    ['a paper somebody asks for', '| 局长要求时 | 综述 |'],
    ['a rhythm that is only a word', '| 只写“定期”，没有数字 | 总结 |'],
    ['duties and how long things are kept', '保存：台账 10 年'],
    ['what the rule does not say', '- 等级 重大、没有标记 负面：“通报”的时限，本制度未规定（三）'],
    ['a branch with its condition', 'grave_find -->|"结论为属实或部分属实"| grave_publish'],
  ])('says %s', (_, words) => expect(page).toContain(words));

  it('puts the bureau’s answers in their places, labelled as such', () => {
    expect(answered).toContain('| 领导小组（本单位答复） | 回应 |');
    expect(answered).toContain('从定级起 2 小时内；（本单位答复）');
    expect(answered).toContain('从“审核”完成起当天（到 24:00，下班后算到下一个工作日；本单位答复）');
    expect(answered).toContain('分管领导（几个人时都要同意，本单位答复）');
    expect(answered).toContain('征求法制科意见（等到意见才往下走，本单位答复）');
    expect(answered).not.toContain('等级 较大：“通报”的时限，本制度未规定');
  });

  it('leaves out no part of the file, and no value unspoken', () => {
    const titles = [
      ...source.duties,
      ...source.papers,
      ...source.outcomes,
      ...source.marks,
      ...source.facts,
      ...source.roles,
    ].map((x) => x.title);
    // Roles that only stand by have nothing to do on the page.
    for (const title of titles.filter((t) => t !== '顾问')) expect(page).toContain(title);
    expect(page).not.toMatch(/undefined|null|\[object/);
  });
});

it('names those to meet with as people know them, and leaves other words alone', () => {
  const text = spoilt(['with: [公安]', 'with: [公安, town, unit]']);
  const policy = parseSource(text, 'rich.yaml');
  expect(showPolicy(policy)).toContain('会同公安、乡镇、承办单位；');
  const meet = settle(policy, {})
    .routes.flatMap((r) => r.steps)
    .find((s) => s.id === 'meet');
  expect(meet?.with).toEqual(['公安', '乡镇', '承办单位']);
});
