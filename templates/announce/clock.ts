// More time asked for and answered, and time that stands still.
import { ownerTitle } from '../../src/core/bureau.ts';
import { spokenLength } from '../../src/core/calendar/duration.ts';
import { shortMoment } from '../../src/core/calendar/shanghai.ts';
import type { Extension } from '../../src/core/case.ts';
import { computeLimit, limitOn } from '../../src/core/limits.ts';
import type { Message } from '../../src/core/message.ts';
import { ownerOf } from '../../src/core/owners.ts';
import { openStep } from '../../src/core/steps.ts';
import { signCard } from '../cards/sign-card.ts';
import { caseName, markWords, personName, shortNumber } from '../case-words.ts';
import { howTo } from '../how-to.ts';
import { basisWords, titleOfThing } from '../owed-words.ts';
import { words } from '../quoting.ts';
import { type AnnounceContext, happened, reply, toOwner, toPeople, update } from './context.ts';
import { movedLines, tellMoved } from './moved-limits.ts';

/** 延期: the request for whoever may grant it, with the moment it would lead to; the answer for the unit. */
export function announceExtension(context: AnnounceContext): readonly Message[] {
  return [...requested(context), ...answered(context)];
}

function requested(context: AnnounceContext): readonly Message[] {
  const { policy, bureau, after } = context;
  const event = happened(context, 'extension.requested').at(-1);
  const limit = event === undefined ? undefined : limitOn(policy, after, event.body.of);
  if (event === undefined || limit === undefined || limit.extend === null) return [];
  const { length, reason, noticed } = event.body;
  const title = titleOfThing(policy, after, event.body.of);
  const by = ownerOf(policy, bureau, after, limit.extend.by);
  const n = shortNumber(after.number);
  const basis = basisWords(limit.extend.clause ?? limit.clause ?? null, limit.basis);
  const notice =
    limit.extend.notice_first === undefined || !noticed ? '' : `，已告知${limit.extend.notice_first}`;
  const span = `${moment(computeLimit(policy, bureau, after, limit).dueAt)} → ${moment(ifGranted(context, event.body.of))}`;
  return [
    ...reply(context, [
      `已记：${after.number} 申请把“${title}”延长 ${spokenLength(length)}（${basis}）。`,
      `等${ownerTitle(policy, bureau, by)}答复；同意前仍按原时限：${span}。`,
    ]),
    ...toOwner(
      context,
      by,
      [
        `【延期申请】${caseName(after)} “${title}”（${basis}）`,
        `${markWords(bureau, { by: event.actor, at: event.at })} 申请延长 ${spokenLength(length)}：${span}${notice}`,
        `理由：${words(reason, 200)}`,
        `同意请发：${howTo.grantExtension(n)}；不同意请发：${howTo.refuseExtension(n)}`,
      ],
      [event.actor],
    ),
  ];
}

/** The moment the limit would have with the request that waits. */
function ifGranted({ policy, bureau, after, now }: AnnounceContext, of: string): number | null {
  const limit = limitOn(policy, after, of);
  if (limit === undefined) return null;
  const extensions = after.extensions.map(
    (e): Extension =>
      e.decided === null ? { ...e, decided: { by: '', at: now, granted: true, reason: null } } : e,
  );
  return computeLimit(policy, bureau, { ...after, extensions }, limit).dueAt;
}

function answered(context: AnnounceContext): readonly Message[] {
  const { policy, bureau, before, after } = context;
  const event = happened(context, 'extension.decided').at(-1);
  if (event === undefined) return [];
  const { of, granted, reason } = event.body;
  const title = titleOfThing(policy, after, of);
  const asked = before?.extensions.find((e) => e.of === of && e.decided === null);
  const why = reason === undefined ? '' : `。原因：${words(reason, 120)}`;
  const said = `${granted ? '同意' : '不同意'}“${title}”延期${asked === undefined ? '' : ` ${spokenLength(asked.length)}`}`;
  const who = markWords(bureau, { by: event.actor, at: event.at });
  const moved = movedLines(context);
  const kept = granted ? [] : ['时限不变，请按时报送。'];
  const lines = [`【延期答复】${caseName(after)} ${said}（${who}）${why}`];
  const told = granted ? tellMoved(context, lines[0] ?? '', [event.actor]) : [];
  const heard = told.flatMap((m) => (m.kind === 'text' && m.to.kind === 'person' ? [m.to.person] : []));
  return [
    ...cardsNow(context),
    ...reply(context, [`已记：${after.number} ${said}${why}。`, ...moved]),
    ...told,
    ...toPeople(
      context,
      [asked?.by ?? ''].filter((p) => p !== '' && p !== event.actor && !heard.includes(p)),
      [...lines, ...moved, ...kept],
    ),
  ];
}

/** 中止, 恢复: everybody whose limit stands still or runs again, and the moments. */
export function announcePause(context: AnnounceContext): readonly Message[] {
  const { bureau, after } = context;
  const paused = happened(context, 'clock.paused').at(-1);
  const resumed = happened(context, 'clock.resumed').at(-1);
  const event = paused ?? resumed;
  if (event === undefined) return [];
  const n = shortNumber(after.number);
  const said = paused === undefined ? '恢复计时' : `中止计时，原因：${words(paused.body.reason, 120)}`;
  const who = personName(bureau, event.actor);
  const moved = movedLines(context);
  return [
    ...cardsNow(context),
    ...reply(context, [
      `已记：${after.number} ${said}。`,
      ...moved,
      ...(paused === undefined ? [] : [`恢复请发：${howTo.resume(n)}`]),
    ]),
    ...tellMoved(context, `${caseName(after)} 从 ${shortMoment(event.at)} 起${said}（${who}）`, [
      event.actor,
    ]),
  ];
}

function cardsNow({ policy, bureau, after }: AnnounceContext): readonly Message[] {
  if (after.unit === null) return [];
  const working = openStep(policy, after, 'check') !== undefined;
  return update('sign', signCard({ policy, bureau, case: after }), !working);
}

function moment(at: number | null): string {
  return at === null ? '未起算' : shortMoment(at);
}
