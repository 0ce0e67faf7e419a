// The text of a 制度 as pasted: what a person should look at before it is written as data. Own excerpts, with the
// kinds of damage that real texts have.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthsIn } from '../../src/core/policy/lengths-in-text.ts';
import { parseSource } from '../../src/core/policy/load.ts';
import { chineseNumber } from '../../src/core/policy/scan/chinese-number.ts';
import { scanText } from '../../src/core/policy/scan.ts';
import { SMALL } from './small.ts';

const ids = (text: string) => scanText(text).clauses.flatMap((c) => c.id ?? []);

const ARTICLES = `舆情回应制度

第一章 总则
第一条 为做好回应工作，制定本办法。
第二条 职责。领导小组：
(一)一般舆情在24小时内、重大负面舆情在30分钟内向相关股室通报；
(二)定期梳理情况，第一时间上报。
第二章 处置
第四条 科室接到后五个工作日内书面答复，当日报主要领导。
`;

const PARTS = `一、组织机构
成立领导小组。
五、工作要求
(一)每日看网，报市政府办公室领导。
(二)加强沟通。
(三)加强督查。
(三)总结经验。
`;

describe('clause numbers', () => {
  it('are read as a 制度 file cites them', () => {
    expect(ids(ARTICLES)).toEqual(['1', '2', '2(一)', '2(二)', '4']);
    expect(ids('三、职责\n(一)机构\n1.成立小组。\n2.建立队伍。\n(二)分工\n1.小组：审定。')).toEqual([
      '三',
      '三(一)',
      '三(一)1',
      '三(一)2',
      '三(二)',
      '三(二)1',
    ]);
  });

  it('stand alone where (一) to (十) run on through the parts', () => {
    expect(ids('一、原则\n(一)公开。\n(二)分级。\n二、机制\n(三)收集。\n(四)研判。')).toEqual([
      '一',
      '(一)',
      '(二)',
      '二',
      '(三)',
      '(四)',
    ]);
  });

  it('that are missing or used twice are named with their line (case 40)', () => {
    expect(scanText(ARTICLES).numbering).toEqual([
      { clause: '4', line: 9, message: '缺第 3 个编号：前一个是 2，这里是 4' },
    ]);
    const { numbering } = scanText(PARTS);
    expect(numbering).toEqual([
      { clause: '五', line: 3, message: '缺第 2、3、4 个编号：前一个是 1，这里是 5' },
      { clause: '五(三)之二', line: 7, message: '“五(三)”用了 2 次' },
    ]);
  });

  it('are found in a text pasted as one line, and references to clauses are none', () => {
    expect(ids('一、原则。按第三条第(二)项办理。二、机制：(一)收集。(二)研判。')).toEqual([
      '一',
      '二',
      '二(一)',
      '二(二)',
    ]);
  });

  it('that go backwards are named', () => {
    expect(scanText('第一条 甲。\n第三条 乙。\n第二条 丙。').numbering.map((n) => n.message)).toEqual([
      '缺第 2 个编号：前一个是 1，这里是 3',
      '编号倒回：前一个是 3，这里是 2',
    ]);
  });
});

describe('limits', () => {
  it('are all found, each with its clause and the sentence', () => {
    expect(scanText(ARTICLES).times.map(({ clause, said, length }) => [clause, said, length])).toEqual([
      ['2(一)', '24小时内', '24h'],
      ['2(一)', '30分钟内', '30m'],
      ['4', '五个工作日内', '5wd'],
      ['4', '当日', null],
    ]);
    expect(scanText(ARTICLES).times[0]?.sentence).toContain('向相关股室通报');
  });

  it.each([
    ['在事发后半小时内、力争20分钟内', ['30m', '20m']],
    ['事发1.5小时内', ['1.5h']],
    ['一个半小时', ['1.5h']],
    ['３个工作日', []],
    ['三日内，十五个工作日', ['3d', '15wd']],
    ['48 小时', ['48h']],
    ['6月20日，第3日，每日', []],
    ['日报、节假日、近日', []],
  ])('in %s', (text, lengths) => {
    expect(lengthsIn(text).map((l) => l.length)).toEqual(lengths);
  });

  it('in full-width digits count too', () => {
    expect(scanText('第一条 ３个工作日内答复。').times[0]).toMatchObject({ length: '3wd' });
  });

  it('words without a number are listed by clause', () => {
    expect(scanText(ARTICLES).vague).toEqual([
      { clause: '2(二)', word: '定期', times: 1 },
      { clause: '2(二)', word: '第一时间', times: 1 },
    ]);
  });
});

describe('names', () => {
  it('of grades and marks are told apart; synonyms are shown side by side', () => {
    const { grades, marks, mixed, roles } = scanText(ARTICLES);
    expect(grades.map((g) => g.name)).toEqual(['一般', '重大']);
    expect(marks.map((m) => m.name)).toEqual(['负面']);
    expect(mixed).toContain('科室、股室');
    expect(roles.map((r) => r.name)).toEqual(expect.arrayContaining(['领导小组', '股室', '主要领导']));
  });

  it.each([
    [
      'items',
      '第三条 分级\n(一)特别重大：影响全国。\n(二)重大：影响全省。\n(三)较大。\n(四)一般：其他。',
      '特别重大 重大 较大 一般',
    ],
    ['points', '三、等级\n1.重大舆情，指影响全市的；\n2.一般舆情，指其他的。', '重大 一般'],
    ['levels with their names', '三、等级\n1.Ⅰ级（特别重大）；\n2.Ⅱ级(重大)。', '特别重大 Ⅰ级 重大 Ⅱ级'],
    ['numbered levels', '三、等级\n(一)一级：影响全市。\n(二)二级：其他。', '一级 二级'],
    ['one sentence', '三、事件分为特别重大、重大、较大和一般四级。', '特别重大 重大 较大 一般'],
    [
      'no definition',
      '一、要求\n(一)一般由办公室负责。\n(二)重大决策出台前评估。\n(三)严重违纪的问责。\n(四)重要：另行通知。',
      '',
    ],
  ])('of grades are found where they are defined in %s', (_, text, names) => {
    expect(
      scanText(text)
        .grades.map((g) => g.name)
        .join(' '),
    ).toBe(names);
  });

  it('of roles beside the usual offices are found, and words that only sound like them are not', () => {
    const roles = (text: string) => scanText(text).roles.map((r) => r.name);
    expect(
      roles(
        '一、报局党组集体研究，听取法律顾问意见，由值班人员报带班领导和分管局领导，各科室联络员跟进，工作专班处置。',
      ),
    ).toEqual(['局党组', '法律顾问', '值班人员', '带班领导', '分管局领导', '科室', '联络员', '工作专班']);
    expect(roles('一、各级党组织和党组成员落实值班制度，加强联络。')).toEqual([]);
  });

  it('of another level or place than the issuer are pointed at (case 40)', () => {
    const { foreign } = scanText(`${PARTS}六、附则\n由合肥市政府解释。`, '托克逊县政府办公室');
    expect(foreign.map(({ clause, said }) => [clause, said])).toEqual([
      ['五(一)', '市政府办公室'],
      ['六', '合肥市'],
    ]);
    expect(foreign[0]?.message).toContain('层级不同，像是抄来的');
  });

  it('of the issuer itself are not', () => {
    const text = '一、机构\n成立托克逊县政府办公室领导小组，报托克逊县委宣传部。';
    expect(scanText(text, '托克逊县政府办公室').foreign).toEqual([]);
    expect(scanText(text, '托克逊县政府办公室').outside.map((o) => o.name)).toEqual(['县委宣传部']);
  });
});

describe('damage (case 41)', () => {
  it.each([
    ['traditional characters', '建立輿情發布機制', '夹着繁体字'],
    ['letters left by a conversion', '發(fā)布信息', '夹着字母'],
    ['doubled punctuation', '及时发布，，澄清事实', '标点重复'],
    ['punctuation with a word lost', '信息发布、，引导舆论', '像是掉了字'],
    ['a quotation mark without its other half', '整合宣城论坛”、“信箱”', '引号不成对'],
    ['a name that was blanked', '报xx省平台', '名称被隐去'],
    ['page numbers inside the text', '建立队伍2、 3、 处置流程', '页码'],
    ['unreadable characters', '舆情�处置', '乱码'],
  ])('%s', (_, text, message) => {
    const found = scanText(`一、原则\n${text}。`).damage;
    expect(found.map((d) => [d.line, d.message])).toContainEqual([2, expect.stringContaining(message)]);
  });

  it('a text that calls itself by two names', () => {
    expect(scanText(ARTICLES).damage).toEqual([
      { line: 4, said: '本办法', message: '题目叫“制度”，这里自称“本办法”，前后不一' },
    ]);
  });

  it('a text without damage has none', () => {
    const text =
      '舆情处置办法\n一、原则\n（一）“公开为常态”。\n（二）网上问题、网下解决……本办法自印发之日起施行。';
    expect(scanText(text)).toMatchObject({ damage: [], numbering: [], foreign: [] });
  });
});

it('gives the head of a policy file, whose clauses the reader of policies takes as they are', () => {
  const { skeleton } = scanText(ARTICLES, "某'局");
  expect(skeleton).toContain("clauses: ['1', '2', '2(一)', '2(二)', '4']");
  const rest = SMALL.slice(SMALL.indexOf('roles:'));
  expect(parseSource(`${skeleton}${rest}`, 'x.yaml').policy).toMatchObject({
    name: '舆情回应制度',
    issuer: "某'局",
    clauses: ['1', '2', '2(一)', '2(二)', '4'],
  });
});

it.each([
  ['一', 1],
  ['十', 10],
  ['十二', 12],
  ['二十', 20],
  ['三十五', 35],
  ['一百零三', 103],
  ['两', 2],
  ['7', 7],
  ['零', null],
  ['', null],
  ['一二', null],
])('%s is the number %s', (text, number) => expect(chineseNumber(text)).toBe(number));

it('never fails and gives no two clauses one name, whatever the text', () => {
  const piece = fc.constantFrom(
    '一、',
    '(二)',
    '第三条',
    '4.',
    '。',
    '\n',
    '24小时内',
    '及时',
    '领导小组',
    'xx市',
    '“',
    '輿',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 5 })), { maxLength: 30 }), (pieces) => {
      const scan = scanText(pieces.join(''), '滨河县城管局');
      expect(new Set(scan.clauses.map((c) => c.id)).size).toBe(scan.clauses.length);
    }),
  );
});
