/** The many spellings of the labels on a 12345 work order. */

export type OrderField = 'number' | 'caller' | 'phone' | 'content' | 'deadline' | 'heading' | 'other';

/** `strong` labels are seen on work orders only; the weak ones count beside a strong one. */
const LABELS: readonly { field: OrderField; strong: boolean; words: string }[] = [
  {
    field: 'number',
    strong: true,
    words:
      '工单编号 工单号码 工单号 工单单号 工单流水号 工单ID 诉求编号 受理编号 受理单号 受理工单号 热线编号 事项编号',
  },
  { field: 'number', strong: false, words: '流水号 编号 单号' },
  { field: 'caller', strong: true, words: '诉求人姓名 诉求人 来电人姓名 来电人' },
  {
    field: 'caller',
    strong: false,
    words: '反映人 投诉人 举报人 申请人 市民姓名 群众姓名 客户姓名 联系人 姓名',
  },
  {
    field: 'phone',
    strong: true,
    words: '诉求人电话 诉求人联系电话 诉求人联系方式 来电号码 来电电话 来电人电话 主叫号码 回访电话',
  },
  {
    field: 'phone',
    strong: false,
    words: '反映人电话 投诉人电话 联系人电话 联系电话 联系方式 联系号码 手机号码 手机号 手机 电话号码 电话',
  },
  {
    field: 'content',
    strong: true,
    words: '诉求内容 工单内容 诉求描述 诉求详情 诉求事项 来电内容 投诉内容 反映内容',
  },
  { field: 'content', strong: false, words: '反映问题 问题描述 事项内容 内容描述 具体内容 主要内容 内容' },
  {
    field: 'deadline',
    strong: true,
    words: '办理时限 办理期限 办结时限 办结期限 办理截止时间 限办时间 要求办结时间 要求反馈时间',
  },
  {
    field: 'deadline',
    strong: false,
    words: '办结时间 答复时限 回复时限 反馈时限 处理时限 完成时限 截止时间 截止日期 到期时间',
  },
  { field: 'heading', strong: true, words: '诉求标题 工单标题 诉求主题' },
  { field: 'heading', strong: false, words: '标题 主题' },
  {
    field: 'other',
    strong: false,
    words: `诉求地址 事发地址 事件地址 问题地址 详细地址 地址 诉求类型 诉求类别 诉求分类 工单类型 工单类别 工单来源 诉求来源 来源
      受理时间 来电时间 诉求时间 派单时间 派发时间 创建时间 登记时间 受理人 受理员 话务员 承办单位 主办单位 协办单位 办理单位 处理单位
      责任单位 派单意见 转办意见 拟办意见 处理意见 办理要求 紧急程度 是否保密 是否回访 所属区域 区域 性别 身份证号码 身份证号 身份证 备注`,
  },
];

const BY_WORD = new Map(
  LABELS.flatMap(({ field, strong, words }) =>
    words.split(/\s+/).map((word) => [word, { field, strong }] as const),
  ),
);

/** What a label stands for; unknown labels count as other. */
export function orderFieldOf(label: string): { readonly field: OrderField; readonly strong: boolean } {
  return BY_WORD.get(label) ?? { field: 'other', strong: false };
}

const spelling = (words: readonly string[]): string =>
  words
    .toSorted((a, b) => b.length - a.length)
    .map((word) => [...word].join('[ \\u3000]{0,2}'))
    .join('|');

/** Matches whatever text has a strong label in it, and more: without one the labels need not be looked for. */
export const STRONG_LABEL = new RegExp(
  spelling([...BY_WORD].flatMap(([word, { strong }]) => (strong ? [word] : []))),
);

const SPELLINGS = spelling([...BY_WORD.keys()]);
// At the start of a line (numbered or bulleted), or behind a separator; then 【】 or a colon, tab, bar or line end.
const BULLET = '(?:[-*·●○•>#]{1,4}[ ]?|[(（]?[0-9一二三四五六七八九十]{1,3}[.、)）．][ ]?)?';
const LEAD = `((?:^|[\\r\\n])[ \\t\\u3000]{0,6}${BULLET}|[\\s；;，,。|【】\\[\\](（])`;
const HEAD = '[【\\[|*]{0,4}[ ]?';
const NOTE = '(?:[（(][^（）()\\r\\n]{1,12}[)）])?';
const CLOSE =
  '([ \\t\\u3000]{0,6}(?:[】\\]*]{1,4}[ ]?[：:]?|[：:=|\\t]|(?<=[ \\t\\u3000])(?=\\S)|(?=[\\r\\n]|$)))';

/**
 * For `matchAll`, which leaves it as it is: group 1 is what stood before the label, group 2 the label, group 3 what
 * closed it. Every repeat is bounded.
 */
export const LABEL_PATTERN = new RegExp(`${LEAD}${HEAD}(${SPELLINGS})${NOTE}${CLOSE}`, 'g');
