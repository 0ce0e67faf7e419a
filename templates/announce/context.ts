// What one commit is announced from, and the few ways to say something: every message of an announcement is made here,
// so that masking and the mark of a drill cannot be forgotten.
import type { Bureau, Owner } from '../../src/core/bureau.ts';
import { ownerTitle, peopleOf } from '../../src/core/bureau.ts';
import type { Card } from '../../src/core/card.ts';
import type { Case } from '../../src/core/case.ts';
import type { CaseEvent, CaseEventBody, Via } from '../../src/core/events.ts';
import type { CardPurpose, GroupName, Message, NoticeMessage, Recipient } from '../../src/core/message.ts';
import { isSubject } from '../../src/core/owners.ts';
import type { Policy } from '../../src/core/policy/load.ts';
import type { Step } from '../../src/core/policy/settle.ts';
import { routeOf } from '../../src/core/steps.ts';
import { caseName } from '../case-words.ts';
import { masked } from '../masking.ts';
import { harmless } from '../quoting.ts';

/** One commit. `asker` is answered in words unless the way was a tap or the clock. */
export type AnnounceContext = {
  readonly policy: Policy;
  /** What the case was pinned to until this commit moved it to `policy`. */
  readonly previousPolicy?: Policy | undefined;
  readonly bureau: Bureau;
  readonly before: Case | null;
  readonly after: Case;
  readonly events: readonly CaseEvent[];
  readonly now: number;
  readonly asker: {
    readonly person: string;
    readonly reply: Recipient;
    /** Pictures and files sent before on their own that went along. */
    readonly held?: number;
  } | null;
  readonly via: Via;
};

export type Extra = {
  readonly mention?: readonly string[];
  readonly first?: boolean;
  readonly digest?: { readonly key: string; readonly heading: string };
};

export type Happened<T extends CaseEventBody['type']> = CaseEvent & {
  readonly body: Extract<CaseEventBody, { type: T }>;
};

/** The events of one type in this commit, in order. */
export function happened<T extends CaseEventBody['type']>(
  context: AnnounceContext,
  type: T,
): readonly Happened<T>[] {
  return context.events.filter((e): e is Happened<T> => e.body.type === type);
}

/** One text to a group, masked. */
export function toGroup(
  context: AnnounceContext,
  group: GroupName,
  lines: readonly string[],
  extra: Extra = {},
): readonly Message[] {
  return [text(context, { kind: 'group', group }, lines.map(masked), extra)];
}

/** The same words to each person once. */
export function toPeople(
  context: AnnounceContext,
  people: readonly string[],
  lines: readonly string[],
): readonly Message[] {
  return [...new Set(people)].map((person) => text(context, { kind: 'person', person }, lines, {}));
}

/** One text to one person. */
export function toPerson(
  context: AnnounceContext,
  person: string,
  lines: readonly string[],
  extra: Extra,
): readonly Message[] {
  return [text(context, { kind: 'person', person }, lines, extra)];
}

/** To whoever fills `owner` (but not `except`); when nobody does, the administrators hear which role is empty. */
export function toOwner(
  context: AnnounceContext,
  owner: Owner,
  lines: readonly string[],
  except: readonly string[] = [],
): readonly Message[] {
  const people = actors(context, owner);
  if (people.length === 0) return unfilled(context, owner);
  return toPeople(
    context,
    people.filter((p) => !except.includes(p)),
    lines,
  );
}

/** Whoever fills `owner`, without those whom the matter is about: they are neither asked nor told. */
export function actors({ bureau, after }: AnnounceContext, owner: Owner): readonly string[] {
  return peopleOf(bureau, owner).filter((person) => !isSubject(after, person));
}

/** Says to the administrators that a matter waits for a role that nobody fills. */
export function unfilled(context: AnnounceContext, owner: Owner): readonly Message[] {
  const title = ownerTitle(context.policy, context.bureau, owner);
  const lines = [
    `${caseName(context.after)} 轮到“${title}”，但单位配置里没有人担任。`,
    '请在单位配置文件里补上这个角色的人员；补上之前，这件事由您转告。',
  ];
  const { administrators } = context.bureau;
  return administrators.length > 0
    ? toPeople(context, administrators, lines)
    : toGroup(context, 'work', lines);
}

/** Answers a person who wrote; nothing for a tap or the clock. */
export function reply(
  context: AnnounceContext,
  lines: readonly string[],
  extra: Extra = {},
): readonly Message[] {
  const { asker } = context;
  return asker === null || !wrote(context) || lines.length === 0
    ? []
    : [text(context, asker.reply, lines.map(masked), extra)];
}

/**
 * One text to the groups and to the person who wrote, who hears `more` besides. Where the answer stands in a group by
 * itself, that group does not hear it twice.
 */
export function replyAndTell(
  context: AnnounceContext,
  groups: readonly GroupName[],
  lines: readonly string[],
  more: readonly string[] = [],
): readonly Message[] {
  const there = wrote(context) && context.asker !== null ? groupOf(context.asker.reply) : null;
  return [
    ...reply(context, [...lines, ...more]),
    ...groups.filter((group) => group !== there).flatMap((group) => toGroup(context, group, lines)),
  ];
}

/** True when the person wrote in words and so is answered in words. */
export function wrote(context: AnnounceContext): boolean {
  return context.asker !== null && context.via !== 'card' && context.via !== 'clock';
}

/** The group in which an answer will stand, or null when it goes to one person. */
export function groupOf(to: Recipient): GroupName | null {
  if (to.kind === 'group') return to.group;
  return to.kind === 'reply' ? groupOf(to.otherwise) : null;
}

/** A new card of the case; its id is never used twice because the version of the case is in it. */
export function card(
  context: AnnounceContext,
  purpose: CardPurpose,
  owner: Owner,
  shown: Card,
  extra: { readonly first?: boolean } = {},
): readonly Message[] {
  const to = actors(context, owner);
  if (to.length === 0) return unfilled(context, owner);
  const cardId = `${context.after.number}-${purpose}-${context.after.version}`;
  return [{ kind: 'card', to, cardId, purpose, card: shown, ...extra }];
}

/** The card of the units in charge: one for everybody in them. */
export function unitCard(context: AnnounceContext, shown: Card): readonly Message[] {
  const { unit, number, version } = context.after;
  if (unit === null) return [];
  const owners = [unit.id, ...unit.with].map((id): Owner => ({ kind: 'unit', unit: id }));
  const to = [...new Set(owners.flatMap((owner) => actors(context, owner)))];
  const empty = owners.filter((owner) => peopleOf(context.bureau, owner).length === 0);
  return [
    ...empty.flatMap((owner) => unfilled(context, owner)),
    ...(to.length === 0
      ? []
      : [
          {
            kind: 'card' as const,
            to,
            cardId: `${number}-sign-${version}`,
            purpose: 'sign' as const,
            card: shown,
          },
        ]),
  ];
}

/** A change to every copy of the current card of a purpose; `minor` marks mere progress. */
export function update(
  purpose: CardPurpose,
  shown: Card,
  final: boolean,
  extra: { readonly minor?: boolean } = {},
): readonly Message[] {
  return [{ kind: 'card-update', purpose, card: shown, final, ...extra }];
}

type Asks = NonNullable<NoticeMessage['asks']>;

/** A card without buttons in a group; `asks` is the card that it stands for. */
export function notice(
  to: GroupName,
  shown: Card,
  extra: { readonly first?: boolean; readonly asks?: Asks } = {},
): readonly Message[] {
  return [{ kind: 'notice', to, card: shown, ...extra }];
}

/** The step of the route with this verb, whether it applies now or not. */
export function stepWith(context: AnnounceContext, verb: Step['do']): Step | undefined {
  return routeOf(context.policy, context.after).steps.find((s) => s.do === verb);
}

function text(
  context: AnnounceContext,
  to: Recipient,
  lines: readonly string[],
  { mention = [], first, digest }: Extra,
): Message {
  const shown = lines.map(harmless);
  return {
    kind: 'text',
    to,
    lines: context.after.drill ? [`【演练】${shown[0] ?? ''}`, ...shown.slice(1)] : shown,
    mention: [...new Set(mention)],
    ...(first === undefined ? {} : { first }),
    ...(digest === undefined ? {} : { digest }),
  };
}
