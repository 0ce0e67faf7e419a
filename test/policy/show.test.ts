// The page for people, and the form for editors.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { policyJsonSchema } from '../../src/core/policy/json-schema.ts';
import { parseSource } from '../../src/core/policy/load.ts';
import { policySchema } from '../../src/core/policy/schema.ts';
import { showPolicy } from '../../src/core/policy/show.ts';
import { bureau, policyText } from '../core/fixture.ts';
import { changed } from './small.ts';

const policy = parseSource(policyText, 'zonghe-zhifa.yaml');

describe('the page', () => {
  it('says who hands in what by when, to whom, on which clause', () => {
    const page = showPolicy(policy, bureau);
    expect(page).toContain(
      '| 承办单位 | 口头汇报初步处置计划（口头） | 等级为一般 | 从交办（本单位答复）起 1 小时内 | 领导小组办公室 | 五2（条文） |',
    );
    expect(page).toContain('从事发起 30 分钟内；力争 20 分钟；时间不详时从发现（本单位答复）起');
    expect(page).toContain(
      '| 处置意见 | 承办处室分管领导 → 领导小组办公室 | 征求局办公室意见（不等，本单位答复） | 四(二)（条文） |',
    );
    expect(page).toContain('适用于：滨河市综合行政执法局');
    expect(page).not.toContain('undefined');
  });

  it('shows the bureau’s answers, and without a bureau what is suggested', () => {
    expect(showPolicy(policy, bureau)).toMatch(/\| 从交办起算 \| 是 \| 五2 \|/);
    const alone = showPolicy(policy);
    expect(alone).toContain('从交办（建议值）起 1 小时内');
    expect(alone).toContain('未答复（建议值：从交办起算）');
  });

  it('draws every step of every route with its arrows', () => {
    const page = showPolicy(policy);
    const drawing = /```mermaid\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    expect(drawing).toMatch(/^flowchart TD\n/);
    const steps = policy.routes.find((r) => r.id === 'city')?.steps ?? [];
    for (const step of steps) expect(drawing).toContain(`city_${step.id}["${step.title}<br/>`);
    expect(drawing.match(/-->/g)).toHaveLength(steps.flatMap((s) => s.after).length);
    expect(drawing).toContain('city_review -->|"不是（舆情来源为信息员发现）"| city_back');
  });

  it('says where the rule is silent', () => {
    const silent = parseSource(changed(['of: paper,', 'of: paper, when: {grade: low},']), 'small.yaml');
    expect(showPolicy(silent)).toContain('| 一般 | — | 本制度未规定 | 一（条文） |');
  });

  it('survives marks that Markdown and Mermaid read as their own', () => {
    const odd = parseSource(changed(['title: 核查', `title: '核"查|<b>'`]), 'small.yaml');
    const page = showPolicy(odd);
    expect(page).toContain('核"查\\|<b>');
    expect(page).toContain('["核#quot;查|#lt;b>');
  });
});

describe('the JSON Schema', () => {
  const written = readFileSync('templates/policies/policy.schema.json', 'utf8');

  it('is the one that is checked in; `npm run policy -- schema templates/policies/policy.schema.json` writes it', () => {
    expect(written).toBe(policyJsonSchema());
  });

  it('explains every part of a 制度 in Chinese', () => {
    const { properties } = JSON.parse(written) as {
      readonly properties: Readonly<Record<string, { readonly description?: string }>>;
    };
    expect(Object.keys(properties)).toEqual(Object.keys(policySchema.shape));
    for (const part of Object.values(properties)) expect(part.description).toMatch(/\p{Script=Han}/u);
  });

  it('is named in the first line of the policy file', () => {
    expect(policyText.split('\n')[0]).toBe('# yaml-language-server: $schema=./policy.schema.json');
  });
});
