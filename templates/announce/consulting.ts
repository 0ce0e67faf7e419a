// Opinions that are asked along the way, and the answers. Whether the work waits for them is said as it is.
import { approvalOf, linksOf } from '../../src/core/approvals.ts';
import { ownerTitle, peopleOf } from '../../src/core/bureau.ts';
import type { Message } from '../../src/core/message.ts';
import { consultedOn, missingOpinions, opinionOn } from '../../src/core/opinions.ts';
import { ownerOf } from '../../src/core/owners.ts';
import type { Consulted, Step } from '../../src/core/policy/settle.ts';
import { openSteps, routeOf, situationOf } from '../../src/core/steps.ts';
import { askForApproval } from '../cards/approve-card.ts';
import { caseName, markWords, personName, shortNumber } from '../case-words.ts';
import { howTo } from '../how-to.ts';
import { materialOf } from '../material.ts';
import { basisWords } from '../owed-words.ts';
import { verbatim, verbatimLines } from '../quoting.ts';
import { stepsBegun } from './begun.ts';
import { type AnnounceContext, actors, happened, reply, toOwner, toPeople, update } from './context.ts';
import { cardPlace, openPlaces, placeKey, placesBefore } from './places.ts';

const WHOLE_PAPER = 1800;

/**
 * What waits for an opinion is asked when its step opens, the others when the last link of an approval does; what is
 * asked only in some cases, also when the case becomes one of them later.
 */
export function announceConsulting(context: AnnounceContext): readonly Message[] {
  const { policy, after } = context;
  if (after.closed !== null) return [];
  const again = happened(context, 'step.opened').map((e) => e.body.step);
  const opened = new Set([...again, ...stepsBegun(context).map((s) => s.id)]);
  const last = lastLinks(context);
  return openSteps(policy, after).flatMap((step) =>
    consultedOn(policy, after, step)
      .filter((consulted) => {
        const late = step.do === 'approve' && !consulted.blocks;
        if (late && !last.has(step.id)) return false;
        const begins = late ? last.get(step.id) === 'new' : opened.has(step.id);
        return begins || appliesNow(context, step, consulted);
      })
      .flatMap((consulted) => askForOpinion(context, step, consulted)),
  );
}

/** Steps whose approval is at its last link, and whether it came to it in this commit. */
function lastLinks(context: AnnounceContext): ReadonlyMap<string, 'new' | 'known'> {
  const { policy, bureau, after } = context;
  const known = new Set(placesBefore(context).map((p) => `${p.thing}:${p.round}:${p.link}`));
  const situation = situationOf(policy, after);
  return new Map(
    openPlaces(policy, bureau, after)
      .filter((place) => place.link === linksOf(place.approval, situation).at(-1)?.link)
      .map((place) => [
        place.step.id,
        known.has(`${place.thing}:${place.round}:${place.link}`) ? 'known' : 'new',
      ]),
  );
}

/** Nobody asked for it before this commit, and it is not there from the time when somebody did. */
function appliesNow(context: AnnounceContext, step: Step, { who }: Consulted): boolean {
  const { policy, previousPolicy = policy, before, after } = context;
  if (before === null || opinionOn(after, step, who) !== undefined) return false;
  const was = openSteps(previousPolicy, before).find((s) => s.id === step.id);
  return was !== undefined && consultedOn(previousPolicy, before, was).every((one) => one.who !== who);
}

function askForOpinion(context: AnnounceContext, step: Step, consulted: Consulted): readonly Message[] {
  const { policy, bureau, after } = context;
  const approval = step.do === 'approve' ? approvalOf(policy, step) : undefined;
  const place = openPlaces(policy, bureau, after).find((p) => p.step.id === step.id);
  const owner = place?.owner ?? ownerOf(policy, bureau, after, step.by);
  const names = peopleOf(bureau, owner).map((p) => personName(bureau, p));
  const asker = `${ownerTitle(policy, bureau, owner)}${names.length === 0 ? '' : `（${names.join('、')}）`}`;
  const paper =
    approval === undefined ? undefined : materialOf({ policy, bureau, case: after }, approval.thing);
  const n = shortNumber(after.number);
  const on = approval === undefined ? step.title : approval.title;
  const clause = approval === undefined ? step.clause : approval.clause;
  return toOwner(context, ownerOf(policy, bureau, after, consulted.who), [
    `【征求意见】${caseName(after)} ${on}（${basisWords(clause ?? null, approval?.basis ?? step.basis)}）`,
    ...(paper === undefined || paper.text.trim() === '' ? [] : verbatimLines(paper.text, WHOLE_PAPER)),
    consulted.blocks
      ? `这一步要等您的意见才能往下办（${standing(consulted)}）。请发：${howTo.opinion(n)}`
      : `有意见请发：${howTo.opinion(n)}，或直接答复${asker}。${notWaiting(consulted, approval !== undefined)}`,
  ]);
}

function standing({ basis }: Consulted): string {
  return { text: '制度要求', bureau: '本单位答复', default: '建议值' }[basis];
}

function notWaiting(consulted: Consulted, reviewing: boolean): string {
  const goes = reviewing ? '审核照常进行' : '工作照常进行';
  return consulted.basis === 'text'
    ? `本制度未规定答复时限，也未写是否须等答复，${goes}。`
    : `本制度未规定答复时限；按${standing(consulted)}不等答复，${goes}。`;
}

/** The words of an opinion for whoever asked; says when nothing holds the step up any more. */
export function announceOpinion(context: AnnounceContext): readonly Message[] {
  const { policy, bureau, before, after } = context;
  return happened(context, 'opinion.given').flatMap((event) => {
    const step = routeOf(policy, after).steps.find((s) => s.id === event.body.of);
    if (step === undefined) return [];
    const place = openPlaces(policy, bureau, after).find((p) => p.step.id === step.id);
    const owner = place?.owner ?? ownerOf(policy, bureau, after, step.by);
    const missing = missingOpinions(policy, after, step).map(({ who }) =>
      ownerTitle(policy, bureau, ownerOf(policy, bureau, after, who)),
    );
    const who = ownerTitle(policy, bureau, ownerOf(policy, bureau, after, event.body.who));
    const waited = before !== null && missingOpinions(policy, before, step).length > 0;
    const still =
      missing.length > 0
        ? [`还在等${missing.join('、')}的意见。`]
        : waited
          ? [`意见已齐，“${step.title}”可以往下办。`]
          : [];
    const carded = cardPlace(policy, bureau, after);
    const showing = place !== undefined && placeKey(place) === placeKey(carded) && carded !== null;
    return [
      ...(showing ? update('approve', askForApproval({ policy, bureau, case: after }, carded), false) : []),
      ...reply(context, [
        `已记：${after.number} 对“${step.title}”的意见，已转告${ownerTitle(policy, bureau, owner)}。`,
      ]),
      ...toPeople(
        context,
        actors(context, owner).filter((p) => p !== event.actor),
        [
          `【意见】${caseName(after)} ${step.title}`,
          `${who} ${markWords(bureau, { by: event.actor, at: event.at })}：${verbatim(event.body.text, 1000)}`,
          ...still,
        ],
      ),
    ];
  });
}
