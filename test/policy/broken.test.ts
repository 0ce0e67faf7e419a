// A 制度 with a fault is refused or named before a case can meet it: where, what, and what could stand there.
import { describe, expect, it } from 'vitest';
import { lintText } from '../../src/core/policy/lint.ts';
import { readPolicy } from '../../src/core/policy/read.ts';
import { changed, lineOf, SMALL } from './small.ts';

const step = 'routes.0.steps';

describe('a 制度 that cannot be read says where and why', () => {
  it.each([
    ['a key with a slip', '发现}, {', '发现, titel: x}, {', 'ask.0.options.0', '没有“titel”这一项'],
    [
      'a key that YAML readers take for true',
      'grading: {',
      'grading: {on: x, ',
      'grading',
      '“on”在 YAML 里会被读成是或否',
    ],
    ['a clock where a length belongs', 'max: 1h', 'max: 8:30', 'limits.0.within.max', '“8:30”是钟点的写法'],
    [
      'an unquoted bracket that is a list',
      'title: 书面',
      'title: [书面]',
      'deliverables.0.title',
      "请加引号，例如 '[书面]'",
    ],
    [
      'an unquoted bracket with words behind',
      'title: 书面',
      'title: [试行]书面',
      '',
      "文字请加引号，例如 '[试行]书面'",
    ],
    ['braces that are a map', 'title: 书面', 'title: {a: 1}', 'deliverables.0.title', '请给整段文字加引号'],
    [
      'a number for a clause',
      'clause: 二}\n      - {id: close',
      'clause: 5}\n      - {id: close',
      `${step}.5.clause`,
      "请加引号，例如 '5'",
    ],
    [
      'a truth value for a text',
      'name: 办法',
      'name: true',
      'policy.name',
      "现在被读成了是或否；请加引号，例如 'true'",
    ],
    ['a word for a truth value', 'default: true', 'default: yes', 'routes.0.default', '请写 true 或 false'],
    [
      'nothing behind the colon',
      'title: 书面',
      'title: ',
      'deliverables.0.title',
      '冒号后面是空的，应为文字',
    ],
    ['a colon inside a text', '    title: 市局', '    title: 市局: 直属', '', '请加引号'],
    ['a Chinese colon', '    title: 市局', '    title：市局', '', '用了中文冒号'],
    ['a tab', '    title: 市局', '\ttitle: 市局', '', '请改用空格'],
    ['an unknown verb', 'do: check', 'do: chek', `${step}.3.do`, '“chek”不在可写的值里，应为 receive、grade'],
    [
      'an unknown start',
      'from: {ask: q1}',
      'from: began',
      'limits.0.from',
      '“began”不能写在这里，应为 occurred、posted、found',
    ],
    ['a missing title', 'title: 书面, ', '', 'deliverables.0.title', '缺少这一项，请补上'],
    [
      'a missing form',
      'form: written, ',
      '',
      'deliverables.0.form',
      '缺少这一项，请补上（应为 oral、written、either 之一）',
    ],
    ['an empty list', 'channels: [官媒]', 'channels: []', 'responses.channels', '至少写一项'],
    ['a duplicate id', '{id: high,', '{id: low,', 'grades.1', '等级“low”写了两次'],
    ['a duplicate step', '{id: close,', '{id: check,', `${step}.6`, '环节“check”写了两次'],
    ['a loop of steps', 'after: [receive]', 'after: [check]', step, '环节互相等待'],
    [
      'an unknown role',
      'by: group, clause',
      'by: grupp, clause',
      `${step}.0.by`,
      '没有声明的“grupp”，可用：unit、group',
    ],
    [
      'an unknown role in a chain',
      '{role: group}',
      '{role: boss}',
      'approvals.0.chain.0.role',
      '没有声明的“boss”',
    ],
    [
      'an unknown deliverable',
      'owes: [paper]',
      'owes: [papr]',
      `${step}.3.owes.0`,
      '没有声明的“papr”，可用：paper',
    ],
    [
      'an unknown question',
      'from: {ask: q1}',
      'from: {ask: q9}',
      'limits.0.from',
      '没有声明的“q9”，可用：q1',
    ],
    [
      'an unknown grade',
      'of: paper,',
      'of: paper, when: {any: [{grade: mid}]},',
      'limits.0.when.any.0.grade',
      '没有声明的“mid”，可用：low、high',
    ],
    ['no default route', 'default: true', 'default: false', 'routes', '须有且只有一条缺省路线'],
  ])('%s', (_, from, to, path, message) => {
    const text = changed([from, to]);
    const { ok, errors, gaps, questions, overlay } = lintText(text);
    expect({ ok, gaps, questions, overlay }).toEqual({ ok: false, gaps: [], questions: [], overlay: [] });
    const found = errors.find((e) => e.path === path && e.message.includes(message));
    expect(found, JSON.stringify(errors)).toBeDefined();
    expect(found?.message).toMatch(/^第 \d+ 行：/);
  });

  it('names the line of the value, also of one that is missing', () => {
    const read = readPolicy(changed(['title: 书面, ', '']));
    expect(read.kind === 'unreadable' && read.problems).toMatchObject([
      { path: 'deliverables.0.title', line: lineOf(SMALL, 'id: paper, title'), message: expect.any(String) },
    ]);
  });
});

describe('a 制度 that can be read and is wrong', () => {
  it('is not the small one', () => {
    expect(lintText(SMALL)).toMatchObject({ ok: true, errors: [], gaps: [] });
  });

  it.each([
    [
      'a step that never comes',
      'do: publish,',
      'do: publish, when: {all: [{grade: low}, {grade: high}]},',
      `${step}.5.when`,
      '“公开回应”没有一种情形会走到',
    ],
    ['a route that cannot end', 'do: archive', 'do: receive', step, '没有办结环节'],
    [
      'a route that cannot end sometimes',
      'do: archive,',
      'do: archive, when: {grade: low},',
      step,
      '在 等级 重大 时没有办结或移送环节',
    ],
    [
      'an outcome to find, and none to choose',
      'do: publish',
      'do: find',
      `${step}.5`,
      'outcomes 里一个也没有',
    ],
    ['words published unapproved', 'after: [review]', 'after: [check]', `${step}.5.after`, '之前没有审批'],
    [
      'an approval that does not always stand before',
      'do: approve,',
      'do: approve, when: {grade: low},',
      `${step}.5.after`,
      '在 等级 重大或还没有定级 时',
    ],
    ['a limit on what no step owes', 'owes: [paper], ', '', 'limits.0.of', '没有核查环节欠它'],
    ['a deliverable that no step owes', 'owes: [paper], ', '', 'deliverables.0', '没有核查环节欠它'],
    [
      'owing at a step that is no check',
      'thing: reply,',
      'thing: reply, owes: [paper],',
      `${step}.4.owes`,
      '不起作用',
    ],
    [
      'an aim beyond the limit',
      '{max: 1h}',
      '{aim: 90m, max: 1h}',
      'limits.0.within.aim',
      '力争 90m 比最迟 1h 还长',
    ],
    [
      'a limit that never applies',
      'of: paper,',
      'of: paper, when: {not: {grade: [low, high]}},',
      'limits.0.when',
      '没有一种情形适用',
    ],
    [
      'two limits on one thing',
      'approvals:',
      '  - {id: l2, of: paper, from: assigned, when: {grade: high}, within: {max: 2h}, clause: 一}\napprovals:',
      'limits.1.when',
      '和时限 l1 在 等级 重大 时都限着“书面”',
    ],
    ['a value of the rule without a clause', 'rank: 2, clause: 一', 'rank: 2', 'grades.1', '没有写 clause'],
    [
      'a clause that the rule does not have',
      'rank: 2, clause: 一',
      'rank: 2, clause: 三',
      'grades.1.clause',
      '条款“三”不在 policy.clauses 的清单里',
    ],
    [
      'a role without work',
      'facts:',
      '  - {id: idle, title: 顾问, kind: person, clause: 一}\nfacts:',
      'roles.1',
      '角色“顾问”没有用到',
    ],
    [
      'an approval nobody asks for',
      'outcomes:',
      '  - {thing: other, title: 另一件, chain: [{role: group}], clause: 一}\noutcomes:',
      'approvals.1',
      '没有环节用到',
    ],
    ['grades of one rank', 'rank: 2', 'rank: 1', 'grades.1.rank', '分不出高低'],
    ['a check that nobody was given', 'do: assign', 'do: receive', `${step}.3`, '没有交办环节（do: assign）'],
    ['a check before any grade', 'do: grade', 'do: receive', `${step}.3`, '没有定级就报送不了'],
    ['two checks at once', 'do: publish', 'do: check', `${step}.5.do`, '同一情形只能有一个'],
    [
      'a route that no case takes',
      'limits:',
      '  - {id: odd, title: 另一条, when: {all: [{grade: high}, {grade: low}]}, clause: 一, steps: [{id: receive, title: 接收, do: receive, by: group, clause: 一}]}\nlimits:',
      'routes.1',
      '没有事项会走到',
    ],
    [
      'a word other readers take for true',
      'name: 办法',
      'name: on',
      'policy.name',
      "会被有的程序读成是或否；请加引号，例如 'on'",
    ],
    [
      'a clock other readers take for a number',
      'values: [甲, 乙]',
      'values: [甲, 8:30, 乙]',
      'facts.0.values.1',
      "请加引号，例如 '8:30'",
    ],
  ])('%s', (_, from, to, path, message) => {
    const { ok, errors } = lintText(changed([from, to]));
    expect(ok).toBe(false);
    expect(
      errors.find((e) => e.path === path && e.message.includes(message)),
      JSON.stringify(errors),
    ).toBeDefined();
    for (const item of errors) expect(Object.keys(item).sort()).toEqual(['clause', 'message', 'path']);
  });
});
