// 帮助 and the channels of a response speak of the bureau and the rule that are loaded, not of the example.
import { describe, expect, it } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import type { Bureau } from '../../src/core/bureau.ts';
import type { Policy } from '../../src/core/policy/load.ts';
import { bureau, deskWith, NOW, policy } from './desk.ts';

type Here = { readonly policy: Policy; readonly bureau: Bureau };

const plain: Here = { policy, bureau };
const own: Here = {
  policy: {
    ...policy,
    limits: policy.limits.map((limit) => ({ ...limit, excuse: undefined })),
    marks: [{ id: 'm', title: '涉水', aliases: [], by: [] } as unknown as Policy['marks'][number]],
    grades: policy.grades.map((g) => ({ ...g, name: g.rank === 1 ? '三级' : '一级' })),
    responses: { ...policy.responses, channels: ['县水务局官网', '政务微博', '政务抖音'] },
  },
  bureau: { ...bureau, units: bureau.units.map((u, n) => ({ ...u, name: `水政${n + 1}股` })) },
};

async function answer(text: string, here: Here): Promise<string> {
  const [word = '', ...rest] = text.split(' ');
  const handler = handlers.find((h) => h.words.includes(word));
  const context = { now: NOW, ...here, person: 'sun', place: 'single' as const, desk: deskWith([]) };
  const number = rest[0] === '0001' ? '0001' : null;
  const left = (number === null ? rest : rest.slice(1)).join(' ');
  const gesture = { word, number, rest: left, text, quoted: null, pictures: 0, held: 0 };
  const intent = await handler?.onText?.(context, gesture);
  return intent?.kind === 'answer' ? intent.lines.join('\n') : JSON.stringify(intent);
}

describe('帮助', () => {
  it('uses the units, grades, marks and channels that are there', async () => {
    const help = await answer('帮助', own);
    for (const said of [
      '定级 0001 三级 水政1股',
      '交办 0001 水政2股',
      '改级 0001 一级 原因',
      '标记 0001 涉水',
    ])
      expect(help).toContain(said);
    expect(help).toContain('回应 0001 县水务局官网 https://… 审定:赵强');
    expect(help).not.toMatch(/执法.科|官媒|敏感/);
    expect(await answer('帮助 交办', own)).toContain('交办 0001 水政2股');
  });

  it('has every example that it exchanges in the usage, so that none is left behind unseen', () => {
    for (const { name, help } of handlers)
      for (const example of Object.keys(help?.names ?? {})) expect(help?.usage, name).toContain(example);
  });

  it('lists 说明 only where a reason may stand for a report', async () => {
    expect(await answer('帮助', plain)).toContain('说明 0001 原因');
    expect(await answer('帮助', own)).not.toContain('说明 0001 原因');
  });
});

describe('the channel of a response', () => {
  it('is known by a part of its name that no other has', async () => {
    const said = JSON.parse(await answer('回应 0001 官网 审定:李敏 已整改', own));
    expect(said.command).toMatchObject({ channel: '县水务局官网', text: '已整改', approvedBy: '李敏' });
  });

  it('is asked for where several have that part', async () => {
    expect(await answer('回应 0001 政务 审定:李敏 已整改', own)).toBe(
      '有几个渠道都像是这个：政务微博、政务抖音，没有记。\n请写全名称重发。',
    );
  });

  it('stays as written where none has', async () => {
    const said = JSON.parse(await answer('回应 0001 县电视台 审定:李敏 已整改', own));
    expect(said.command).toMatchObject({ channel: '县电视台' });
  });
});
