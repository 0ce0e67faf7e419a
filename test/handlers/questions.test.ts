// Questions and everything that is no command: the person always gets an answer that helps.
import { describe, expect, it } from 'vitest';
import { caseAfter, write } from './desk.ts';

async function answered(text: string, options: Parameters<typeof write>[2] = {}): Promise<string> {
  const intent = await write('wu', text, options);
  if (intent.kind !== 'answer') throw new Error(`not an answer: ${JSON.stringify(intent)}`);
  return intent.lines.join('\n');
}

describe('asking about a case', () => {
  it.each([
    '0001',
    '1',
    '1号',
    '#0001',
    '「0001」',
    '编号：YQ-2026-0001',
    '０００１',
    '0001？',
    '0001?',
    '查 0001',
    '查0001',
    '查询 0001',
    '查询 YQ-2026-0001',
    'YQ-2026-0001',
    'yq2026-0001',
    '@舆情助手 0001',
    '0001 查',
    '0001怎么样了',
    'YQ-2026-0001 现在怎么样了？',
    '0001 签收了吗？',
    '办结了吗 0001',
  ])('%s shows it', async (text) => {
    expect(await answered(text)).toContain('YQ-2026-0001');
  });

  it('an unknown number is said to be unknown', async () => {
    expect(await answered('0099')).toContain('0099');
    expect(await answered('0099')).toMatch(/没有/);
  });

  it('a quoted receipt stands for its number', async () => {
    const quoted = '已登记 YQ-2026-0001「夜市油烟扰民」';
    for (const text of ['', '查', '怎么样了', '进展？']) {
      expect(await answered(text, { quoted })).toContain('YQ-2026-0001');
    }
  });
});

describe('lists', () => {
  it.each(['待办', '待办！', '我的待办'])('%s', async (text) => {
    const intent = await write('wang', text);
    expect(intent.kind === 'answer' && intent.lines.join('\n')).toContain('0001');
  });

  it.each(['台账', '台账 5', '舆情台账'])('%s', async (text) => {
    expect(await answered(text)).toContain('夜市油烟扰民');
  });

  it.each(['今日', '日报', '今日情况'])('%s', async (text) => {
    expect(await answered(text)).toMatch(/3/);
  });

  it.each(['帮助', '?', '？', '？？', 'help', 'HELP', '／帮助', '/help'])(
    '%s explains every command',
    async (text) => {
      const help = await answered(text);
      for (const word of ['登记', '定级', '交办', '签收', '退回', '同意', '办结', '台账']) {
        expect(help).toContain(word);
      }
    },
  );

  it('a mere mention gets the short form', async () => {
    for (const text of ['', '   ', '\u2005', '😀😀', '……']) {
      const short = await answered(text);
      expect(short).toContain('帮助');
      expect(short.length).toBeLessThan((await answered('帮助')).length);
    }
  });
});

describe('words nobody taught us', () => {
  it.each([
    ['定及 0001 一般', '定级'],
    ['签受 0001', '签收'],
    ['带办', '待办'],
    ['办接 0001', '办结'],
    ['helq', '帮助'],
    ['辛苦了', '报送舆情'],
    ['好', '报送舆情'],
  ])('%s is answered with %s', async (text, hint) => {
    expect(await answered(text)).toContain(hint);
  });

  it.each(['同意 13800138000', '签收 12345678'])('%s names no case', async (text) => {
    expect(await answered(text)).toMatch(/(同意|签收) 0001/);
  });

  it('a digest that names several cases is not taken for one of them', async () => {
    const quoted = '待办：YQ-2026-0001 签收；YQ-2026-0002 审核';
    expect(await answered('同意', { quoted })).toContain('同意 0001');
  });

  it('two units are not half taken', async () => {
    expect(await answered('交办 0001 执法一科 执法二科')).toContain('交办 0001');
    expect(await answered('定级 0001 一般 执法一科 执法二科')).toContain('定级 0001');
  });

  it('two numbers are not half done', async () => {
    expect(await answered('签收 0001 0002')).toContain('签收 0001');
    expect(await answered('同意 0001、0002')).toContain('同意 0001');
  });

  it('the hint names the case that was meant', async () => {
    expect(await answered('签受 0007')).toContain('签收 0007');
    expect(await answered('0007 收到')).toContain('签收 0007');
    expect(await answered('定及 0007 一般', { quoted: '随便一句话' })).toContain('定级 0007');
  });

  it('a condition is no agreement', async () => {
    expect(await answered('同意 0001，但请补充照片')).toContain('同意 0001');
    expect(await answered('同意 0001 1. 请补充照片')).toContain('同意 0001');
  });

  it('a time nobody can read is asked for again', async () => {
    expect(await answered('事发 0001 那天')).toContain('事发');
    expect(await answered('事发 0001 明年')).toContain('事发');
    expect(await answered('事发 0001 5号 9:30')).toContain('事发');
  });

  it('a response without its channel is asked for again', async () => {
    expect(await answered('回应 0001')).toContain('审定');
    expect(await answered('回应 0001 https://weibo.com/2803301701/NqXyZ1abc')).toContain('审定');
  });

  it('a very long text is answered in few words', async () => {
    expect((await answered('烟'.repeat(20_000))).length).toBeLessThan(2000);
  });

  it('定级 without a grade brings the card again', async () => {
    expect(await write('wang', '定级 0001')).toEqual({ kind: 'show-card', number: '0001', purpose: 'grade' });
  });

  it('a number nobody knows is left to whoever runs the command', async () => {
    expect(await write('wang', '同意 0099', { files: [caseAfter('YQ-2026-0001')] })).toEqual({
      kind: 'command',
      number: '0099',
      command: { kind: 'approve' },
    });
  });
});
