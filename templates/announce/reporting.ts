// What the unit hands in, and a delay explained.
import { peopleOf, roleOwner } from '../../src/core/bureau.ts';
import { shortDeadline, shortMoment } from '../../src/core/calendar/shanghai.ts';
import type { Case } from '../../src/core/case.ts';
import { limitOn } from '../../src/core/limits.ts';
import type { Message } from '../../src/core/message.ts';
import type { Obligation } from '../../src/core/obligations.ts';
import { obligations } from '../../src/core/obligations.ts';
import { openLink, openStep } from '../../src/core/steps.ts';
import { askForApproval } from '../cards/approve-card.ts';
import { signCard } from '../cards/sign-card.ts';
import { caseName, personName, unitName } from '../case-words.ts';
import { basisWords, owedLine, punctuality } from '../owed-words.ts';
import { verbatim, verbatimLines, words } from '../quoting.ts';
import type { AnnounceContext } from './context.ts';
import { happened, reply, stepWith, toOwner, unfilled, update } from './context.ts';
import { howToReport } from './how-to-report.ts';
import { cardPlace, samePlace } from './places.ts';
import { unitOwes } from './unit-owes.ts';

/** Longest text of a paper passed on in words; what is longer is kept with the case. */
const PASSED_ON = 1800;

/** Receipt for the unit, the content for the office, the unit's card with what is still owed. */
export function announceSubmitted(context: AnnounceContext): readonly Message[] {
  const event = happened(context, 'report.submitted').at(-1);
  if (event === undefined) return [];
  const { bureau, after } = context;
  const { form, meets, text, pictures, toldTo } = event.body;
  const met = newlyMet(context);
  const later = meets.length === 0 && met.length === 0;
  const kind = later ? '续报' : form === 'oral' ? '口头汇报' : '书面报送';
  const attached = pictures > 0 ? `，附图 ${pictures} 张` : '';
  const told = toldTo === undefined ? '' : `，汇报对象：${words(toldTo, 30)}`;
  const by = event.body.unit ?? after.unit?.id;
  const unit = by === undefined ? '承办单位' : unitName(bureau, by);
  return [
    ...cardsNow(context),
    ...reply(context, [
      `已记：${after.number} ${kind}（${shortMoment(event.at)}${told}${attached}）。`,
      ...met.map(metLine),
      ...stillOwed(context, event.body.unit),
    ]),
    ...toReceivers(context, met, [
      `【${kind}】${caseName(after)}`,
      `${unit} ${personName(bureau, event.actor)} ${shortMoment(event.at)}${told}${attached}`,
      ...met.map(metLine),
      ...(text.trim() === '' ? [] : verbatimLines(text, PASSED_ON)),
    ]),
  ];
}

/** Says whether the rule lets the notice stand for the deliverable, and that it sets no new limit. */
export function announceExplained(context: AnnounceContext): readonly Message[] {
  const event = happened(context, 'delay.explained').at(-1);
  if (event === undefined) return [];
  const { policy, bureau, after } = context;
  const { deliverable, reason, excused } = event.body;
  const title = policy.deliverables.find((d) => d.id === deliverable)?.title ?? deliverable;
  const excuse = limitOn(policy, after, deliverable)?.excuse;
  const clause = excuse?.clause === undefined ? '' : `（依据${excuse.clause}）`;
  const target = obligations(policy, bureau, after).filter((o) => o.deliverable === deliverable);
  const standing = excused
    ? `已算作“${excuse?.title ?? '提前说明'}”${clause}。“${title}”仍要补报，补报时限本制度未规定，请尽快。`
    : excuse === undefined
      ? `只作记录：本制度没有写这一项可以用说明代替，“${title}”的时限不变。`
      : `只作记录：“${excuse.title}”要在时限前提出${clause}，现在已过时限。`;
  const unit = after.unit === null ? '承办单位' : unitName(bureau, after.unit.id);
  return [
    ...cardsNow(context),
    ...reply(context, [`已记：${after.number} 对“${title}”的说明。`, standing, ...stillOwed(context)]),
    ...toReceivers(context, target, [
      `【说明】${caseName(after)}`,
      `${unit} ${personName(bureau, event.actor)} ${shortMoment(event.at)}：${verbatim(reason, 400)}`,
      standing,
    ]),
  ];
}

/** The unit's card always shows what is owed now; a paper that changes under review shows on the approver's card. */
function cardsNow({ policy, bureau, before, after }: AnnounceContext): readonly Message[] {
  const subject = { policy, bureau, case: after };
  const open = cardPlace(policy, bureau, after);
  const same = open !== null && before !== null && samePlace(policy, bureau, before, after);
  const working = openStep(policy, after, 'check') !== undefined;
  return [
    ...update('sign', signCard(subject), !working, { minor: working }),
    ...(same ? update('approve', askForApproval(subject, open), false) : []),
  ];
}

function newlyMet({ policy, bureau, before, after }: AnnounceContext): readonly Obligation[] {
  const metBefore = new Set(
    before === null
      ? []
      : obligations(policy, bureau, before)
          .filter((o) => o.metAt !== null)
          .map((o) => o.key),
  );
  return obligations(policy, bureau, after).filter(
    (o) => (o.kind === 'deliver' || o.kind === 'revise') && o.metAt !== null && !metBefore.has(o.key),
  );
}

function metLine(o: Obligation): string {
  const basis = basisWords(o.clause, o.basis);
  return o.dueAt === null
    ? `${o.title}：已完成（本制度未规定时限，${basis}）`
    : `${o.title}：${punctuality(o)}（时限 ${shortDeadline(o.dueAt)}，${basis}）`;
}

/** What `unit` still owes, where several do; otherwise what is owed at all. */
function stillOwed(context: AnnounceContext, unit?: string): readonly string[] {
  const { policy, bureau, after } = context;
  const all = unitOwes(context, after);
  const own = unit === undefined ? all : all.filter((o) => o.owner.kind === 'unit' && o.owner.unit === unit);
  if (own.length > 0) {
    return [...own.map((o) => `还欠：${owedLine(o, context.now)}`), ...howToReport(context, own)];
  }
  if (all.length > 0) {
    const others = all.map((o) => (o.owner.kind === 'unit' ? unitName(bureau, o.owner.unit) : ''));
    return [`您单位应报的都已报齐，还在等${[...new Set(others)].join('、')}。`];
  }
  return [openLink(policy, after) === null ? '承办单位应报的都已报齐。' : '应报的都已报齐，已送审核。'];
}

/** Whoever the rule names as receiver, otherwise the office that received the matter; not the person who wrote. */
function toReceivers(
  context: AnnounceContext,
  about: readonly Obligation[],
  lines: readonly string[],
): readonly Message[] {
  const { policy, bureau, after } = context;
  const named = about.map((o) => o.to).filter((role) => role !== null);
  const any = obligations(policy, bureau, after).find((o) => o.to !== null)?.to;
  const roles = new Set(named.length > 0 ? named : [any ?? stepWith(context, 'receive')?.by ?? 'goffice']);
  const except = context.asker === null ? [] : [context.asker.person];
  return [...roles].flatMap((role) => {
    const owner = roleOwner(policy, role, unitOf(after));
    if (peopleOf(bureau, owner).length === 0) return unfilled(context, owner);
    return toOwner(context, owner, lines, except);
  });
}

function unitOf(c: Case): string | null {
  return c.unit?.id ?? null;
}
