// Whatever stands in whatever place of either file: what is said about it is Chinese, and never the parser's own words.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { BUREAU_FORM } from '../../src/config/bureau-schema.ts';
import { lintText } from '../../src/core/policy/lint.ts';
import { policySchema } from '../../src/core/policy/schema.ts';
import { policyChoice } from '../../src/core/policy/shape-choices.ts';
import { type FileForm, shapeProblems } from '../../src/core/policy/shape-message.ts';
import { RICH } from './rich.ts';
import { changed } from './small.ts';

type Path = readonly (string | number)[];

const ODD: readonly unknown[] = [null, true, 7, -1.5, '甲', '8:30', [], ['甲'], {}, { odd: 1 }, undefined];
const PARSER = /Invalid|expected|received \w|Unrecognized|Too (?:small|big)|Required|undefined|NaN|\[object/i;

/** Every place, those that differ only in their number in a list once. */
function placesIn(value: unknown, path: Path = [], seen = new Set<string>()): readonly Path[] {
  const kind = path.map((part) => (typeof part === 'number' ? 0 : part)).join('.');
  const own = path.length === 0 || seen.has(kind) ? [] : [path];
  seen.add(kind);
  if (typeof value !== 'object' || value === null) return own;
  const parts: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return [...own, ...parts.flatMap(([key, part]) => placesIn(part, [...path, key], seen))];
}

/** The content with the values at these places replaced; undefined leaves them out. Places of one depth hold apart. */
function replaced(content: unknown, places: readonly Path[], odd: unknown): unknown {
  const copy: unknown = structuredClone(content);
  for (const path of places) {
    const owner = path.slice(0, -1).reduce<unknown>((at, key) => Reflect.get(Object(at), key), copy);
    const key = path.at(-1) ?? '';
    if (odd === undefined && !Array.isArray(owner)) Reflect.deleteProperty(Object(owner), key);
    else Reflect.set(Object(owner), key, odd ?? null);
  }
  return copy;
}

function saidOf(form: FileForm, content: unknown): readonly string[] {
  const parsed = form.schema.safeParse(content);
  return parsed.success ? [] : shapeProblems(parsed.error.issues, content, form).map((p) => p.message);
}

const policy: FileForm = { schema: policySchema, choiceAt: policyChoice };
const demo: unknown = parse(readFileSync('templates/bureaus/demo.yaml', 'utf8'));
const rotas = { scout: { from: '2026-11-23', every: 'week', order: [['chen'], ['xu']] } };
const duty = [{ role: 'goffice', people: ['wu'], hours: { from: '22:00', to: '06:00' } }];
const days = [{ date: '2026-11-24', name: '古尔邦节', off: true }];

describe('what is wrong with a value', () => {
  it.each([
    ['制度文件', policy, parse(RICH) as unknown],
    ['单位文件', BUREAU_FORM, { ...Object(demo), rotas, duty, extra_days: days }],
  ] as const)('is said in Chinese at every place of a %s', (_, form, content) => {
    expect(saidOf(form, content)).toEqual([]);
    const places = placesIn(content);
    expect(places.length).toBeGreaterThan(40);
    const depths = [...new Set(places.map((path) => path.length))];
    const wrong = depths.flatMap((depth) => {
      const level = places.filter((path) => path.length === depth);
      return ODD.flatMap((odd) => saidOf(form, replaced(content, level, odd))).filter(
        (said) => !/\p{Script=Han}/u.test(said) || PARSER.test(said),
      );
    });
    expect(wrong).toEqual([]);
  });

  it.each([
    [
      'one thing to keep where a list belongs',
      ['\nask:\n', '\nretain: {years: 5, what: 舆情档案}\nask:\n'],
      'retain',
      '应为列表，只有一项也要写成列表，例如 retain: [{years: 5, what: 舆情档案}]',
    ],
    [
      'a usual value of yes or no',
      ['grades:', '  - {id: urgent, title: 紧急, type: bool, default: false, clause: 一}\ngrades:'],
      'facts.1.default',
      '请写 default: 否，不写 false',
    ],
    [
      'one role where a list belongs',
      ['by: group, clause', 'by: group, to: group, clause'],
      'routes.0.steps.0.to',
      '应为列表，只有一项也要写成列表，例如 to: [group]',
    ],
    ['nothing at all', null, '', '文件是空的，请照例子写'],
  ] as const)('%s is answered with the way to write it', (_, change, path, said) => {
    const { errors } = lintText(change === null ? '' : changed(change));
    expect(errors).toEqual([{ path, clause: null, message: expect.stringContaining(said) }]);
  });

  it('is that it is the other file, which is said with the command that wants it', () => {
    const { errors } = lintText(readFileSync('templates/bureaus/demo.yaml', 'utf8'));
    expect(errors.map((e) => e.message)).toEqual([
      expect.stringMatching(
        /^这是单位文件，不是制度文件。.*（它的 policy 写的是 \.\.\/policies\/zonghe-zhifa\.yaml）.*lint 制度文件 --bureau 单位文件/,
      ),
    ]);
  });
});
