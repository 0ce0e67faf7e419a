// Parts of a 制度 that do nothing where they stand, or lack what they need.
import type { PolicyFile } from '../schema.ts';
import type { LintItem } from './item.ts';

type Step = PolicyFile['routes'][number]['steps'][number];

export function partErrors(policy: PolicyFile): readonly LintItem[] {
  return [
    ...policy.routes.flatMap((route, i) =>
      route.steps.flatMap((step, j) => stepParts(policy, step, `routes.${i}.steps.${j}`)),
    ),
    ...policy.papers.flatMap((paper, i) => paperParts(paper, `papers.${i}`)),
    ...sameNamedUnits(policy),
    ...(policy.channels?.patrol ?? []).flatMap(({ times, clause }, i): LintItem[] =>
      Array.isArray(times) && times[0] > times[1]
        ? [
            {
              path: `channels.patrol.${i}.times`,
              clause: clause ?? null,
              message: `巡查次数 [${times.join(', ')}] 最少的比最多的多，请改`,
            },
          ]
        : [],
    ),
    ...unmanned(policy),
  ];
}

/** A question for whoever must act, with nobody suggested: a drill would wait for ever. */
function unmanned(policy: PolicyFile): readonly LintItem[] {
  const actors = [
    ...policy.routes.flatMap((r) => r.steps.map((s) => s.by)),
    ...policy.approvals.flatMap((a) => a.chain.map((link) => link.role)),
  ];
  const asked = new Set(actors.flatMap((who) => (typeof who === 'string' ? [] : [who.ask])));
  return policy.ask.flatMap((q, i): LintItem[] =>
    q.suggested !== undefined || !asked.has(q.id)
      ? []
      : [
          {
            path: `ask.${i}.suggested`,
            clause: q.clause ?? null,
            message: `问题“${q.question}”问的是由谁办，又没有建议值，演练走不下去；请写 suggested`,
          },
        ],
  );
}

/** Keys that only one verb reads. */
const READ_BY: readonly (readonly [key: keyof Step, verb: Step['do'], what: string])[] = [
  ['owes', 'check', '核查'],
  ['joint', 'check', '核查'],
  ['thing', 'approve', '审核'],
  ['source', 'feedback', '回复来源'],
  ['as', 'publish', '公开回应'],
  ['rule', 'defer', '按外部机制办'],
];

function stepParts(policy: PolicyFile, step: Step, path: string): readonly LintItem[] {
  const at = (key: string, message: string): LintItem => ({
    path: `${path}.${key}`,
    clause: step.clause ?? null,
    message: `环节“${step.title}”${message}`,
  });
  const idle = READ_BY.flatMap(([key, verb, what]) => {
    const value = step[key];
    const empty = value === undefined || value === false || (Array.isArray(value) && value.length === 0);
    if (step.do === verb || empty) return [];
    return [at(key, `不是${what}（do: ${verb}），它的 ${key} 不起作用；请移到${what}环节或删去`)];
  });
  const outside =
    policy.units.find((u) => u.id === step.by && u.outside) ??
    policy.roles.find((r) => r.id === step.by && r.kind === 'outside');
  return [
    ...idle,
    ...(step.do !== 'publish' && step.answer === 'holding'
      ? [at('answer', '不是公开回应（do: publish），它的 answer 不起作用')]
      : []),
    ...(step.do !== 'receive' && step.do !== 'check'
      ? []
      : step.consult.flatMap((one, k) =>
          typeof one === 'string' || one.blocks === false
            ? []
            : [
                at(
                  `consult.${k}.blocks`,
                  `${step.do === 'check' ? '交了报送就算做完' : '登记了就算做完'}，等不了意见；要等的请写在后面的环节或审批上`,
                ),
              ],
        )),
    ...(step.do === 'check' && step.owes.length === 0
      ? [at('owes', '什么也不交，一到就算做完；请在 owes 里写它欠的报送')]
      : []),
    ...(step.do === 'defer' && step.rule === undefined ? [at('rule', '要写 rule：按哪个外部机制办')] : []),
    ...(outside === undefined
      ? []
      : [at('by', `由“${outside.title}”办，但它不在本单位、不在群里；by 请写由本单位谁跟进并记录`)]),
  ];
}

function paperParts(paper: PolicyFile['papers'][number], path: string): readonly LintItem[] {
  const at = (key: string, message: string): LintItem => ({
    path: `${path}.${key}`,
    clause: paper.clause ?? null,
    message: `专报“${paper.title}”${message}`,
  });
  return [
    ...(paper.trigger === 'period' && paper.period === undefined
      ? [at('period', '按时间（trigger: period），要写 period，例如 weekly；条文没有数字写 {vague: 定期}')]
      : []),
    ...(paper.trigger !== 'period' && paper.period !== undefined
      ? [at('period', `不是按时间（trigger: ${paper.trigger}），它的 period 不起作用`)]
      : []),
    ...(paper.day === undefined ? [] : dayProblems(paper).map((message) => at('day', message))),
    ...(paper.trigger === 'decision' && paper.decided_by === undefined
      ? [at('decided_by', '要有人要求才写（trigger: decision），要写 decided_by：由谁要求')]
      : []),
  ];
}

function dayProblems({ trigger, period, day }: PolicyFile['papers'][number]): readonly string[] {
  if (trigger !== 'period') return [`不是按时间（trigger: ${trigger}），它的 day 不起作用`];
  if (period === 'weekly') return typeof day === 'string' ? [] : ['是每周的，day 要写星期几，例如 day: 周五'];
  if (period === 'monthly') return typeof day === 'number' ? [] : ['是每月的，day 要写几号，例如 day: 5'];
  return ['的 day 只用于每周（period: weekly）和每月（monthly）的，别的不起作用；请删去'];
}

/** Two offices of one name are told apart by their level. */
function sameNamedUnits({ units }: PolicyFile): readonly LintItem[] {
  return units.flatMap((unit, i) => {
    const names = [unit.title, ...unit.aliases];
    const other = units
      .slice(0, i)
      .find(
        (u) =>
          [u.title, ...u.aliases].some((name) => names.includes(name)) &&
          (u.level === undefined || unit.level === undefined || u.level === unit.level),
      );
    if (other === undefined) return [];
    const message = `单位“${unit.title}”和“${other.title}”（${other.id}）同名，请各写 level，例如 level: 市局`;
    return [{ path: `units.${i}.level`, clause: unit.clause ?? null, message }];
  });
}
