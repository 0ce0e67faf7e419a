import { afterEach, beforeEach, expect, it } from 'vitest';
import { buttonCard, createWorld, type World } from './stand-in.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

async function deliver(template_card: unknown): Promise<string> {
  expect(await world.send({ msgtype: 'template_card', template_card })).toMatchObject({ errcode: 0 });
  return world.tenant.conversation('app', 'wangzong').messages.at(-1)?.id ?? '';
}

const option = (id: string) => ({ id, text: id });
const vote = (mode: number) => ({
  card_type: 'vote_interaction',
  main_title: { title: '成因' },
  task_id: `V${mode}`,
  checkbox: { question_key: 'cause', mode, option_list: [option('a'), option('b')] },
  submit_button: { text: '提交', key: 'submit' },
});

it('a repeated option becomes repeated elements', async () => {
  const messageId = await deliver(vote(1));
  await world.tenant.tap({ from: 'wangzong', messageId, key: 'submit', selections: { cause: ['a', 'b'] } });
  expect(world.heard[0]?.message).toContain(
    '<SelectedItems><SelectedItem><QuestionKey><![CDATA[cause]]></QuestionKey><OptionIds><OptionId><![CDATA[a]]></OptionId><OptionId><![CDATA[b]]></OptionId></OptionIds></SelectedItem></SelectedItems>',
  );
});

it('the client offers no impossible tap', async () => {
  const single = await deliver(vote(0));
  const tap = (selections: Record<string, string[]>, key = 'submit', from = 'wangzong') =>
    world.tenant.tap({ from, messageId: single, key, selections });
  await expect(tap({ cause: ['a', 'b'] })).rejects.toThrow('只能选择一项');
  await expect(tap({ cause: [] })).rejects.toThrow('请先选择');
  await expect(tap({ cause: ['x'] })).rejects.toThrow('没有这个选项');
  await expect(tap({ other: ['a'] })).rejects.toThrow('没有这个选择项');
  await expect(tap({ cause: ['a'] }, 'nothing')).rejects.toThrow('没有这个按钮');
  await expect(tap({ cause: ['a'] }, 'submit', 'lisi')).rejects.toThrow('自己单聊');
  expect(world.heard).toHaveLength(0);
});

it('a selector left alone sends its preset, and a link button opens its page without a callback', async () => {
  const messageId = await deliver(
    buttonCard('B1', {
      button_selection: {
        question_key: 'unit',
        option_list: [option('u1'), option('u2')],
        selected_id: 'u2',
      },
    }),
  );
  expect(await world.tenant.tap({ from: 'wangzong', messageId, key: '查看详情' })).toMatchObject({
    outcome: 'opened',
    url: 'https://example.cn/h5',
  });
  expect(world.heard).toHaveLength(0);
  await world.tenant.tap({ from: 'wangzong', messageId, key: 'grade.general' });
  expect(world.heard[0]?.message).toContain('<OptionId><![CDATA[u2]]></OptionId>');
});

it('every tap brings its own response_code, each good once for all copies', async () => {
  await world.send({ touser: 'wangzong|lisi', msgtype: 'template_card', template_card: buttonCard('B2') });
  const codes: string[] = [];
  for (const from of ['wangzong', 'lisi']) {
    const messageId = world.tenant.conversation('app', from).messages[0]?.id ?? '';
    await world.tenant.tap({ from, messageId, key: 'grade.general' });
    codes.push(/<ResponseCode><!\[CDATA\[(.*?)\]\]>/.exec(world.heard.at(-1)?.message ?? '')?.[1] ?? '');
  }
  for (const [index, response_code] of codes.entries()) {
    const update = { agentid: 1000007, response_code, atall: 1, button: { replace_name: `第${index}次` } };
    expect(await world.api('/cgi-bin/message/update_template_card', update)).toMatchObject({ errcode: 0 });
  }
  for (const who of ['wangzong', 'lisi']) {
    expect(world.tenant.conversation('app', who).messages[0]?.body).toMatchObject({ replaced: '第1次' });
  }
});

it('a slow product is given up on after the time limit', async () => {
  await world.close();
  world = await createWorld({ callbackTimeoutMs: 20, retryDelaysMs: [0] });
  world.answer(() => undefined);
  const result = await world.tenant.tellApp({ from: 'lisi', text: '在吗' });
  expect(result).toMatchObject({ outcome: 'lost', attempts: 2, reason: 'timeout' });
});
