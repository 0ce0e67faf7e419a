// A 制度 with every part can be read, and one thing in it cannot work: lint says where and why.
import { describe, expect, it } from 'vitest';
import { lintText } from '../../src/core/policy/lint.ts';
import { spoilt } from './rich.ts';

describe('a rich 制度 that can be read and is wrong', () => {
  it.each([
    [
      'a route that another takes all cases of',
      'when: {all: [{grade: [mid, high]}, {mark: sensitive}]}',
      'when: {all: [{mark: sensitive}, {not: {mark: sensitive}}]}',
      'routes.0',
      '路线“敏感”没有事项会走到',
    ],
    [
      'a step that comes on no outcome',
      'when: {outcome: alien}, clause: 三}\n      - {id: close',
      'when: {all: [{outcome: alien}, {outcome: real}]}, clause: 三}\n      - {id: close',
      'routes.0.steps.8.when',
      '“移送”没有一种情形会走到',
    ],
    [
      'an outcome after which nothing ends',
      '- {id: pass, title: 移送, do: transfer',
      '- {id: pass, title: 移送, do: follow',
      'routes.0.steps',
      '路线“敏感”在 结论 不属本局 时没有办结或移送环节',
    ],
    [
      'a check without anything to hand in',
      ', owes: [paper], clause: 三}\n      - {id: text-ok',
      ', clause: 三}\n      - {id: text-ok',
      'routes.0.steps.4.owes',
      '一到就算做完',
    ],
    [
      'an approval by nobody before words are published',
      '- {role: deputy, mode: {ask: q-mode}, clause: 三}',
      '- {role: deputy, when: {grade: high}, clause: 三}',
      'routes.0.steps.7.after',
      '之前没有审批（在 等级 较大、涉及其他机关',
    ],
    [
      'a link that no case needs',
      'when: {grade: high}, clause: 三}\n      - {role: office, kind: external',
      'when: {grade: low}, clause: 三}\n      - {role: office, kind: external',
      'approvals.0.chain.1.when',
      '“答复”第 2 道没有一种情形用得到',
    ],
    [
      'a limit on taking the matter in',
      'of: inform, when: {grade: low}',
      'of: receive, when: {grade: low}',
      'limits.0.of',
      '限的是接收登记',
    ],
    [
      'a limit on a check',
      'of: inform, when: {grade: low}',
      'of: check, when: {grade: low}',
      'limits.0.of',
      '请限它欠的报送',
    ],
    [
      'a limit that never applies',
      'of: publish, from',
      'of: publish, when: {grade: low}, from',
      'limits.4.when',
      '没有一种情形适用',
    ],
    [
      'a limit that never starts',
      '{step: text-ok}',
      '{step: follow}',
      'limits.4.from.step',
      '不在同一条路线上',
    ],
    [
      'a limit that starts at its own end',
      '{step: text-ok}',
      '{step: publish}',
      'limits.4.from.step',
      '从它自己做完时起算',
    ],
    [
      'an extension that extends nothing',
      'max_total: 15wd',
      'max_total: 5wd',
      'limits.3.extend.max_total',
      'max_total 是总时长',
    ],
    [
      'a paper without its rhythm',
      'trigger: period, period: daily',
      'trigger: period',
      'papers.0.period',
      '要写 period',
    ],
    [
      'a rhythm that does nothing',
      'trigger: event, when',
      'trigger: event, period: daily, when',
      'papers.1.period',
      '不起作用',
    ],
    [
      'a paper nobody may ask for',
      'trigger: decision, decided_by: head',
      'trigger: decision',
      'papers.2.decided_by',
      '由谁要求',
    ],
    [
      'patrols the wrong way round',
      'times: [2, 3]',
      'times: [3, 2]',
      'channels.patrol.0.times',
      '最少的比最多的多',
    ],
    [
      'a step for somebody outside',
      'do: notify, by: office',
      'do: notify, by: netoffice',
      'routes.1.steps.3.by',
      '不在本单位、不在群里',
    ],
    [
      'a key of another verb',
      'do: notify, by',
      'do: notify, rule: 机制, by',
      'routes.1.steps.3.rule',
      '它的 rule 不起作用',
    ],
    [
      'an outside rule without a name',
      'do: notify, by',
      'do: defer, by',
      'routes.1.steps.3.rule',
      '按哪个外部机制办',
    ],
    [
      'two units of one name',
      '{id: netoffice, title: 县委网信办',
      '{id: netoffice, title: 乡镇',
      'units.1.level',
      '同名，请各写 level',
    ],
    [
      'a question for whoever must act, with nobody suggested',
      'answer: role, suggested: office',
      'answer: role',
      'ask.3.suggested',
      '演练走不下去',
    ],
    [
      'a paper of no clause',
      'by: office, what: 每年办班, clause: 四',
      'by: office, what: 每年办班',
      'duties.0',
      '没有写 clause',
    ],
    [
      'a link of a clause that is not listed',
      'title: 局党组, when: {grade: high}, clause: 三',
      'title: 局党组, when: {grade: high}, clause: 九',
      'approvals.0.chain.1.clause',
      '条款“九”不在',
    ],
    ['grades of one rank', 'rank: 2', 'rank: 3', 'grades.2.rank', '前后不一'],
    [
      'two lengths for one thing',
      '  - {id: l4,',
      '  - {id: l8, of: inform, when: {grade: low}, from: found, within: {max: 2h}, clause: 四}\n  - {id: l4,',
      'limits.3.when',
      '前后不一（24 小时，2 小时）',
    ],
    [
      'the same length twice',
      '  - {id: l4,',
      '  - {id: l8, of: inform, when: {grade: low}, from: found, within: {max: 24h}, clause: 四}\n  - {id: l4,',
      'limits.3.when',
      '重复',
    ],
  ])('%s', (_, from, to, path, message) => {
    const { ok, errors } = lintText(spoilt([from, to]));
    expect(ok).toBe(false);
    const found = errors.find((e) => e.path === path && e.message.includes(message));
    expect(found, JSON.stringify(errors, null, 1)).toBeDefined();
  });

  it('a step behind the end', () => {
    const { errors } = lintText(
      spoilt(
        ['after: [inform, check, follow]', 'after: [inform, check]'],
        ['by: office, after: [check], when: {instructed', 'by: office, after: [close], when: {instructed'],
      ),
    );
    expect(errors).toMatchObject([
      { path: 'routes.1.steps.5.after', message: expect.stringContaining('排在“办结”之后') },
    ]);
  });
});
