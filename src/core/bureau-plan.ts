// A bureau file may name people by where they are on the platform (a department, a tag) instead of one by one. Here
// is what it asks for, and the bureau that comes of it once somebody has looked. Pure; the looking is done elsewhere.
import type { Bureau, Person, Unit } from './bureau.ts';

export type MemberSource = { readonly kind: 'department' | 'tag'; readonly name: string };

/** A member as the platform tells it; `leads` the department that was asked about. */
export type Member = { readonly id: string; readonly name: string; readonly leads: boolean };

export type PeopleRef = { readonly kind: 'person'; readonly id: string } | MemberSource;

export type BureauPlan = Omit<Bureau, 'units' | 'roles'> & {
  readonly units: readonly (Omit<Unit, 'head' | 'contacts'> & {
    readonly head: PeopleRef;
    readonly contacts: readonly PeopleRef[];
  })[];
  readonly roles: Readonly<Record<string, readonly PeopleRef[]>>;
};

/** `部门“执法一科”`. */
export function sourceWords({ kind, name }: MemberSource): string {
  return `${kind === 'department' ? '部门' : '标签'}“${name}”`;
}

/** Which of several is meant has to be said by its number. */
function alikeWords({ kind, name }: MemberSource, { alike }: Alike): string {
  const numbers = alike.map(({ number, under }) =>
    under === undefined ? number : `${number}（在“${under}”下）`,
  );
  const what = kind === 'department' ? '部门' : '标签';
  return `企业微信里有 ${alike.length} 个${what}都叫“${name}”，分不清是哪一个，请在单位文件里改写编号：${numbers.join('、')}`;
}

/** `department:执法一科`: stable, used as a key. */
export function sourceKey({ kind, name }: MemberSource): string {
  return `${kind}:${name}`;
}

/** The departments and tags that the plan names, each once. */
export function sourcesOf(plan: BureauPlan): readonly MemberSource[] {
  const refs = [
    ...plan.units.flatMap((unit) => [unit.head, ...unit.contacts]),
    ...Object.values(plan.roles).flat(),
  ];
  const sources = refs.filter((ref) => ref.kind !== 'person');
  return [...new Map(sources.map((source) => [sourceKey(source), source])).values()];
}

/** Who is named for each role, departments and tags by their key: enough to see that a role is not empty. */
export function namedForRoles(plan: BureauPlan): Readonly<Record<string, readonly string[]>> {
  const named = ([role, refs]: readonly [string, readonly PeopleRef[]]) =>
    [role, refs.map((ref) => (ref.kind === 'person' ? ref.id : sourceKey(ref)))] as const;
  const inTurn = Object.entries(plan.rotas ?? {}).map(([role, { order }]) => [role, order.flat()] as const);
  return Object.fromEntries([...Object.entries(plan.roles).map(named), ...inTurn]);
}

/** Several departments or tags of one name: their numbers, and the department that each is in where that is known. */
export type Alike = { readonly alike: readonly { readonly number: string; readonly under?: string }[] };

/** Who is in a department or tag; null when the platform has none of that name. */
export type Looked = readonly Member[] | Alike | null;

export type Found = ReadonlyMap<string, Looked>;

/** Whether more than one goes by the name, so that nobody can say who is meant. */
export function isAlike(looked: Looked): looked is Alike {
  return looked !== null && 'alike' in looked;
}

/**
 * The bureau with people in every place, what could not be filled, in Chinese, and the keys of the sources to blame.
 * `platform` names the ids that members have (`wecom`); a member who is not in `people` becomes the person
 * `wecom:<id>`.
 */
export function resolvePlan(
  plan: BureauPlan,
  found: Found,
  platform: string,
): { readonly bureau: Bureau; readonly problems: readonly string[]; readonly unfit: ReadonlySet<string> } {
  const problems: string[] = [];
  const unfit = new Set<string>();
  const blame = (source: MemberSource, problem: string): void => {
    problems.push(problem);
    unfit.add(sourceKey(source));
  };
  const people = new Map<string, Person>(plan.people.map((person) => [person.id, person]));
  const byPlatformId = new Map(
    plan.people.flatMap((person) => {
      const id = person.ids[platform];
      return id === undefined ? [] : [[id.toLowerCase(), person.id] as const];
    }),
  );
  const personOf = (member: Member): string => {
    const known = byPlatformId.get(member.id.toLowerCase());
    if (known !== undefined) return known;
    const id = `${platform}:${member.id}`;
    people.set(id, { id, name: member.name, ids: { [platform]: member.id } });
    return id;
  };
  const membersIn = (source: MemberSource, where: string): readonly Member[] => {
    const members = found.get(sourceKey(source)) ?? null;
    if (isAlike(members)) {
      blame(source, `${where}：${alikeWords(source, members)}`);
      return [];
    }
    if (members === null)
      blame(source, `${where}：企业微信里没有${sourceWords(source)}，或它不在应用可见范围内`);
    else if (members.length === 0) blame(source, `${where}：${sourceWords(source)}里没有人`);
    return members ?? [];
  };
  const all = (refs: readonly PeopleRef[], where: string): readonly string[] => [
    ...new Set(
      refs.flatMap((ref) => (ref.kind === 'person' ? [ref.id] : membersIn(ref, where).map(personOf))),
    ),
  ];
  const headOf = (ref: PeopleRef, where: string): string => {
    if (ref.kind === 'person') return ref.id;
    const members = membersIn(ref, where);
    // Of a tag anybody may be meant; of a department the one who is marked as its head.
    const head = ref.kind === 'tag' ? members[0] : members.find((member) => member.leads);
    if (head !== undefined) return personOf(head);
    if (members.length > 0) blame(ref, `${where}：${sourceWords(ref)}没有设部门负责人`);
    return '';
  };
  const units = plan.units.map((unit): Unit => {
    const head = headOf(unit.head, `${unit.name}负责人`);
    const contacts = all(unit.contacts, `${unit.name}联络员`).filter((person) => person !== head);
    return { ...unit, head, contacts };
  });
  const roles = Object.fromEntries(
    Object.entries(plan.roles).map(([role, refs]) => [role, all(refs, `角色 ${role}`)]),
  );
  return { bureau: { ...plan, people: [...people.values()], units, roles }, problems, unfit };
}
