// Names that two units share, and command words that ordinary sentences begin with too.
import { describe, expect, it } from 'vitest';
import { ownerTitle } from '../../src/core/bureau.ts';
import { bureau, policy, writeWide } from './wide.ts';

describe('two units of one name', () => {
  const [first, second] = bureau.units;
  if (first === undefined || second === undefined) throw new Error('two units are needed');
  const cast = {
    ...bureau,
    units: [
      { ...first, name: '执法大队', aliases: ['大队'], level: '市局' },
      { ...second, name: '执法大队', aliases: ['大队'], level: '县局' },
    ],
  };

  it('case 15: are told apart by their level', async () => {
    expect(await writeWide('wang', '交办 0001 县局执法大队', { cast })).toMatchObject({
      command: { kind: 'assign', unit: 'zf2' },
    });
    expect(await writeWide('wang', '定级 0001 一般 市局大队', { cast })).toMatchObject({
      command: { kind: 'grade', unit: 'zf1' },
    });
  });

  it('are called by their full names', () => {
    expect(ownerTitle(policy, cast, { kind: 'unit', unit: 'zf2' })).toBe('县局执法大队');
  });

  it('are not guessed: the person is asked for the full name', async () => {
    for (const text of ['交办 0001 执法大队', '定级 0001 一般 大队']) {
      const intent = await writeWide('wang', text, { cast });
      expect(intent.kind === 'answer' && intent.lines.join('\n')).toMatch(
        /有 2 个：市局(?:执法)?大队、县局(?:执法)?大队，没有改动。\n请写全称重发。/,
      );
    }
  });
});

it('two persons of one name are not guessed: their ids are offered, and understood', async () => {
  const people = [...bureau.people, { id: 'li2', name: '李敏', title: '科员', ids: {} }];
  const cast = { ...bureau, people };
  for (const word of ['涉及人', '指定']) {
    const intent = await writeWide('wang', `${word} 0001 李敏`, { cast });
    expect(intent.kind === 'answer' && intent.lines.join('\n')).toMatch(
      /叫「李敏」的有 2 人：li（副局长（宣传））、li2（科员），没有改动/,
    );
    expect(await writeWide('wang', `${word} 0001 li2`, { cast })).toMatchObject({
      command: { person: 'li2' },
    });
  }
});

describe('words that begin ordinary sentences too', () => {
  it.each([
    '发现 夜市占道 https://weibo.com/1/A1',
    '收到群众来信 https://weibo.com/1/A1',
    '通报 https://weibo.com/1/A1 某地扰民',
    '情况 如下 https://weibo.com/1/A1',
    '要求 查处 https://weibo.com/1/A1',
  ])('%s is a report', async (text) => {
    expect(await writeWide('chen', text)).toMatchObject({ kind: 'report' });
  });

  it.each(['发现一处占道经营', '完成得不错', '情况属实', '意见领袖发声'])(
    '%s changes nothing',
    async (text) => {
      expect((await writeWide('chen', text)).kind).toBe('answer');
    },
  );

  it('收到 alone is offered as 签收', async () => {
    const intent = await writeWide('zheng', '收到 0001');
    expect(intent.kind === 'answer' && intent.lines.join('\n')).toContain('签收 0001；收到 0001 今天 9:30');
  });
});

it('帮助 lists only what the rule has', async () => {
  const help = await writeWide('chen', '帮助');
  expect(help.kind === 'answer' && help.lines.join('\n')).toMatch(
    /标记 0001 敏感[\s\S]*延期 0001[\s\S]*移送/,
  );
});
