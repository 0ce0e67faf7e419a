// Papers that a case calls for, by what it is or because a leader wants one: who writes it, by when; and the paper.
import { ownerTitle } from '../../src/core/bureau.ts';
import type { Message } from '../../src/core/message.ts';
import type { Obligation } from '../../src/core/obligations.ts';
import { isOpen, obligations } from '../../src/core/obligations.ts';
import { ownerOf } from '../../src/core/owners.ts';
import { caseName, markWords, shortNumber } from '../case-words.ts';
import { howTo } from '../how-to.ts';
import { basisWords, dueWords } from '../owed-words.ts';
import { verbatimLines } from '../quoting.ts';
import { type AnnounceContext, happened, reply, toOwner } from './context.ts';
import { handOverLines, partyTitles, toParties } from './parties.ts';

const PASSED_ON = 1800;

/** Whoever owes a paper since this commit hears what, for whom and by when; whoever wanted it hears that. */
export function announcePapersOwed(context: AnnounceContext): readonly Message[] {
  const { policy, bureau, before, after } = context;
  const old = before === null ? [] : papersOf(obligations(context.previousPolicy ?? policy, bureau, before));
  const known = new Set(old.map((o) => o.key));
  const fresh = papersOf(obligations(policy, bureau, after)).filter((o) => isOpen(o) && !known.has(o.key));
  const ordered = happened(context, 'paper.ordered');
  return [
    ...ordered.flatMap(({ body }) => {
      const paper = policy.papers.find((p) => p.id === body.paper);
      const from = paper?.from ?? null;
      const who =
        from === null ? '有关单位' : ownerTitle(policy, bureau, ownerOf(policy, bureau, after, from));
      return reply(context, [`已记：${after.number} 要求写“${paper?.title ?? body.paper}”，已告诉${who}。`]);
    }),
    ...(after.closed !== null ? [] : fresh.flatMap((o) => askForPaper(context, o))),
  ];
}

function papersOf(owed: readonly Obligation[]): readonly Obligation[] {
  return owed.filter((o) => o.kind === 'paper');
}

function askForPaper(context: AnnounceContext, o: Obligation): readonly Message[] {
  const { policy, bureau, after } = context;
  const paper = policy.papers.find((p) => `paper:${p.id}` === o.key);
  if (paper === undefined) return [];
  const order = happened(context, 'paper.ordered').find((e) => e.body.paper === paper.id);
  const why = order === undefined ? '' : `${markWords(bureau, { by: order.actor, at: order.at })} 要求，`;
  const what = [
    paper.to.length === 0 ? '' : `给${partyTitles(context, paper.to)}`,
    paper.cc.length === 0 ? '' : `抄送${partyTitles(context, paper.cc)}`,
    paper.forms.length === 0 ? '' : `形式：${paper.forms.join('、')}`,
    paper.fields.length === 0 ? '' : `写明${paper.fields.join('、')}`,
  ].filter((part) => part !== '');
  return toOwner(context, o.owner, [
    `【请写${paper.title}】${caseName(after)}`,
    `${why}${dueWords(o)}（${basisWords(o.clause, o.basis)}）`,
    ...(what.length === 0 ? [] : [what.join('；')]),
    `写好后请发：${howTo.done(shortNumber(after.number), paper.title)}`,
  ]);
}

/** The paper for those it is for, and copies. */
export function announcePapersIssued(context: AnnounceContext): readonly Message[] {
  const { policy, bureau, after } = context;
  return happened(context, 'paper.issued').flatMap((event) => {
    const paper = policy.papers.find((p) => p.id === event.body.paper);
    if (paper === undefined) return [];
    const basis = basisWords(paper.clause ?? null, paper.basis);
    const body = [
      `${caseName(after)}（${basis}）`,
      markWords(bureau, { by: event.actor, at: event.at }),
      ...verbatimLines(event.body.text, PASSED_ON),
    ];
    const titled = (tag: string): readonly string[] => [`【${tag}】${body[0] ?? ''}`, ...body.slice(1)];
    const main = toParties(context, paper.to, titled(paper.title), [event.actor]);
    const told = main.flatMap((m) => (m.kind === 'text' && m.to.kind === 'person' ? [m.to.person] : []));
    return [
      ...reply(context, [
        `已记：${after.number} “${paper.title}”（${basis}）。`,
        ...handOverLines(context, [...paper.to, ...paper.cc]),
      ]),
      ...main,
      ...toParties(context, paper.cc, titled(`抄送${paper.title}`), [event.actor, ...told]),
    ];
  });
}
