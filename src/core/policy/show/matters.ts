// Grades with their criteria, marks, facts, outcomes, and what a reply may hold.
import { spokenCondition } from './condition.ts';
import { cited, NONE, type Page, partiesWords, partyWords, SILENT, several, table } from './page.ts';

export function gradesPart({ source }: Page): string {
  const sorted = [...source.grades].sort((a, b) => a.rank - b.rank);
  const rows = sorted.map((grade) => {
    const criteria = grade.criteria.map(({ title, when }) =>
      when === undefined ? title : `${title}（按：${spokenCondition(source, when)}）`,
    );
    const open = grade.open_list ? ['等：不符合上面的也可以定，要写理由'] : [];
    return [grade.name, several(grade.aliases), [...criteria, ...open].join('；') || SILENT, cited(grade)];
  });
  const { factors, raise, reply_decision, ...grading } = source.grading;
  return [
    table(['等级（由低到高）', '也叫', '标准', '依据'], rows),
    ...(factors.length === 0 ? [] : [`定级看：${factors.join('、')}。依据：${cited(grading)}。`]),
    ...raise.map(
      ({ title, when, ...value }) =>
        `建议高一级：${title}${when === undefined ? '' : `（${spokenCondition(source, when)}）`}。依据：${cited(value)}。`,
    ),
    ...(reply_decision ? ['是否回应也要研判。'] : []),
  ].join('\n\n');
}

export function marksPart(page: Page): string {
  return table(
    ['标记', '也叫', '谁可以标', '条文的要求', '依据'],
    page.source.marks.map((mark) => [
      mark.title,
      several(mark.aliases),
      mark.by.length === 0 ? '登记人、经办人、领导' : partiesWords(page, mark.by),
      mark.effect ?? NONE,
      cited(mark),
    ]),
  );
}

export function factsPart({ source }: Page): string {
  const kinds = { enum: '', bool: '是或否', number: '数', list: '几个', text: '文字' } as const;
  return table(
    ['事实', '可以填', '没说时算', '依据'],
    source.facts.map((fact) => {
      const counted = source.facts.find((f) => f.id === fact.count_of)?.title;
      const values = fact.values.length === 0 ? kinds[fact.type] : fact.values.join('、');
      const what = counted === undefined ? values : `自动得出：“${counted}”有几个`;
      return [fact.title, what || NONE, fact.default ?? NONE, cited(fact)];
    }),
  );
}

export function conclusionPart(page: Page): string {
  const { source } = page;
  const { channels, decline } = source.responses;
  return [
    source.outcomes.length === 0
      ? '条文没有列出事实结论。'
      : table(
          ['结论', '也叫', '系统是否建议', '依据'],
          source.outcomes.map((o) => [
            o.title,
            several(o.aliases),
            o.human_only ? '从不，只由人定' : '可以',
            cited(o),
          ]),
        ),
    `公开回应的渠道：${channels.join('、')}。依据：${cited(source.responses)}。`,
    ...(decline === undefined
      ? []
      : [`不予回应由${partyWords(page, decline.by)}决定，要写理由。依据：${cited(decline)}。`]),
    ...source.wording.map(({ ban, need, max_chars, ...value }) => {
      const parts = [
        ...(ban.length === 0 ? [] : [`不用“${ban.join('”“')}”`]),
        ...(need === undefined ? [] : [`必须${need}`]),
        ...(max_chars === undefined ? [] : [`最多 ${max_chars} 字`]),
      ];
      return `答复用语：${parts.join('；')}。依据：${cited(value)}。`;
    }),
  ].join('\n\n');
}
