// Whenever another link of an approval opens: a card where one person's yes is enough, and words where a body or an
// organ decides, where several must be named from, or where a card is taken already.
import { ownerTitle, peopleOf } from '../../src/core/bureau.ts';
import { shortDeadline } from '../../src/core/calendar/shanghai.ts';
import { computeLimit, limitOn } from '../../src/core/limits.ts';
import type { Message } from '../../src/core/message.ts';
import { ownerOf } from '../../src/core/owners.ts';
import { owedDeliverables } from '../../src/core/steps.ts';
import { askForApproval, exceedsCard } from '../cards/approve-card.ts';
import { caseName, markWords, personName, shortNumber } from '../case-words.ts';
import { howTo } from '../how-to.ts';
import { type Material, materialOf } from '../material.ts';
import { basisWords } from '../owed-words.ts';
import { verbatimLines } from '../quoting.ts';
import { wordingNotes } from '../reply-notes.ts';
import { opinionsAwaited } from '../texts/approval-words.ts';
import { type AnnounceContext, card, toOwner, toPeople } from './context.ts';
import {
  cardPlace,
  cardPlaceBefore,
  openPlaces,
  type Place,
  placeKey,
  placesBefore,
  thingTitle,
  thingToName,
} from './places.ts';

/** Longest text of a paper sent in words beside its card. */
const WHOLE_PAPER = 1800;

/** For every link whose turn came in this commit. */
export function announceNextLink(context: AnnounceContext): readonly Message[] {
  const { policy, bureau, after } = context;
  const known = new Set(placesBefore(context).map(placeKey));
  const [carded, was] = [cardPlace(policy, bureau, after), cardPlaceBefore(context)];
  return openPlaces(policy, bureau, after).flatMap((place) => {
    const key = placeKey(place);
    if (key === placeKey(carded)) return key === placeKey(was) ? [] : askByCard(context, place);
    if (known.has(key)) return [];
    return place.asks === 'name' ? askForName(context, place) : askInWords(context, place);
  });
}

function askByCard(context: AnnounceContext, place: Place): readonly Message[] {
  const { policy, bureau, after } = context;
  const paper = materialOf({ policy, bureau, case: after }, place.thing);
  const whole =
    paper !== undefined && exceedsCard(paper.text) && !receivesPapers(context, place)
      ? toPeople(context, peopleOf(bureau, place.owner), [
          `【待审核全文】${caseName(after)} ${thingTitle(policy, place)}`,
          `报送：${markWords(bureau, paper)}`,
          ...verbatimLines(paper.text, WHOLE_PAPER),
        ])
      : [];
  const shown = askForApproval({ policy, bureau, case: after }, place);
  const notes = wordingNotes(policy, paper?.text ?? '');
  const advice =
    notes.length === 0
      ? []
      : toPeople(context, peopleOf(bureau, place.owner), [
          `【审核提示】${caseName(after)} ${thingTitle(policy, place)}`,
          ...notes,
        ]);
  return [...card(context, 'approve', place.owner, shown), ...whole, ...advice];
}

/** A collective or outside decision is never a tap: it is written down with its paper. */
function askInWords(context: AnnounceContext, place: Place): readonly Message[] {
  const { policy, bureau, after } = context;
  const { rule } = place;
  const n = shortNumber(after.number);
  const title = rule.title ?? ownerTitle(policy, bureau, place.owner);
  const name = thingToName(policy, bureau, after, place);
  const how = {
    person: ['待审核', '请审核。', `同意请发：${howTo.approve(n, name)}`],
    body: [
      '待集体研究',
      `由${title}集体研究决定，不能由一个人点“同意”。`,
      `研究后请发：${howTo.approveMinutes(n)}`,
    ],
    external: ['待外部确认', `要${title}确认，请送去征得确认。`, `有结果请发：${howTo.approveRecord(n)}`],
    outside_rule: [
      '按外部机制办',
      `这一步按“${title}”办，它的条文不在本制度里，请调阅其文本并照办。`,
      `办完请把结果和所依据的文本发来：${howTo.approveRecord(n)}`,
    ],
  }[rule.kind];
  const awaited = opinionsAwaited({ policy, bureau, case: after }, place);
  return toOwner(context, place.owner, [
    `【${how[0]}】${caseName(after)} ${thingTitle(policy, place)}（${linkBasis(context, place)}）`,
    how[1] ?? '',
    ...paperLines(context, materialOf({ policy, bureau, case: after }, place.thing)),
    ...(awaited === null ? [] : [`先要有${awaited}的意见，已经去征求。`]),
    `${how[2] ?? ''}；要修改请发：${howTo.giveBack(n, name)}`,
  ]);
}

/** Where one of several is to decide for all, whoever names that one is asked first. */
function askForName(context: AnnounceContext, place: Place): readonly Message[] {
  const { policy, bureau, after } = context;
  const { rule } = place;
  const namer = ownerOf(policy, bureau, after, rule.named_by ?? rule.role);
  const names = peopleOf(bureau, place.owner).map((p) => personName(bureau, p));
  const n = shortNumber(after.number);
  return toOwner(context, namer, [
    `【请指定】${caseName(after)} 的${thingTitle(policy, place)}要由一位${ownerTitle(policy, bureau, place.owner)}审核（${linkBasis(context, place)}）。`,
    `请指定一位：${howTo.name(n, names[0] ?? '姓名')}（可选：${names.join('、')}）。指定后才送审。`,
  ]);
}

/** `依据五(二)，11-22 10:00 前全部审完`: the clause of the link, and the moment where the rule sets one. */
function linkBasis({ policy, bureau, after }: AnnounceContext, place: Place): string {
  const limit = limitOn(policy, after, place.step.id);
  const dueAt = limit === undefined ? null : computeLimit(policy, bureau, after, limit).dueAt;
  const due = dueAt === null ? '本制度未规定时限' : `${shortDeadline(dueAt)} 前全部审完`;
  return `${basisWords(place.rule.clause ?? place.approval.clause ?? null, place.rule.basis)}，${due}`;
}

function paperLines({ bureau }: AnnounceContext, paper: Material | undefined): readonly string[] {
  if (paper === undefined) return [];
  const pictures = paper.pictures > 0 ? `，附图 ${paper.pictures} 张` : '';
  return [
    `材料：${markWords(bureau, paper)}${pictures}`,
    ...(paper.text.trim() === '' ? [] : verbatimLines(paper.text, WHOLE_PAPER)),
  ];
}

/** The office that receives every paper has the whole text already. */
function receivesPapers({ policy, after }: AnnounceContext, { owner }: Place): boolean {
  if (owner.kind !== 'role') return false;
  return policy.limits.some(
    (l) => l.to === owner.role && owedDeliverables(policy, after).some((d) => d.id === l.of),
  );
}
