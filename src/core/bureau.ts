// Who this bureau is: people, units, roles, groups. Read from bureau.yaml, never from the policy.
import type { WorkCalendar } from './calendar/holidays.ts';
import type { OfficeHours } from './calendar/office-hours.ts';
import type { Answers, Policy } from './policy/load.ts';

export type Person = {
  readonly id: string;
  readonly name: string;
  readonly title?: string | undefined;
  /** Ids on each platform, e.g. `{ wecom: 'zhangsan' }`. */
  readonly ids: Readonly<Record<string, string>>;
};

export type Unit = {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly head: string;
  readonly contacts: readonly string[];
  /** 分管领导 of this unit. */
  readonly leader: string;
  readonly keywords: readonly string[];
  /** 层级: tells units of one name apart, e.g. `县局`. */
  readonly level?: string | undefined;
};

/** When people are reminded; in no seed 制度, so every value is a 建议值 of the product. Lengths in ms. */
export type Ladder = {
  readonly beforeAim: number;
  readonly beforeDue: number;
  readonly repeat: number;
  readonly repeatTimes: number;
  readonly afterwards: number;
  readonly upAfter: number;
  readonly topAfter: number;
  /** For owed work without a limit: first reminder after, then each wait twice as long; by what is waited for. */
  readonly idle: { readonly decide: number; readonly sign: number; readonly other: number };
  /** Repeats wait until these hours (`HH:MM`, over midnight too) are over; null: they go out at any hour. */
  readonly quiet: { readonly from: string; readonly to: string } | null;
  /** So long after the limit, repeats come once each working day at this time (`HH:MM`); null: they go on as before. */
  readonly daily: { readonly after: number; readonly at: string } | null;
};

/** A role that people or units of people fill in turn. `from` is the day the first of `order` begins, epoch ms. */
export type Rota = {
  readonly from: number;
  readonly every: 'day' | 'week';
  readonly order: readonly (readonly string[])[];
};

/** Who stands in for a role outside office hours, or from one time of day to another. */
export type Duty = {
  readonly role: string;
  readonly people: readonly string[];
  /** `HH:MM`; `to` at or before `from` is on the next day. Null: whenever the office is closed. */
  readonly hours: { readonly from: string; readonly to: string } | null;
};

export type Bureau = {
  readonly id: string;
  readonly name: string;
  readonly people: readonly Person[];
  readonly units: readonly Unit[];
  readonly roles: Readonly<Record<string, readonly string[]>>;
  /** Roles filled in turn, by role id; `roster.ts` turns them into `roles` for one moment. */
  readonly rotas?: Readonly<Record<string, Rota>> | undefined;
  readonly duty?: readonly Duty[] | undefined;
  readonly administrators: readonly string[];
  /** `HH:MM` at which the day is summed up. */
  readonly summaryAt: string;
  /** Whether the last summary of a working week comes with a picture of the last two. */
  readonly weekPicture: boolean;
  readonly answers: Answers;
  /** When the bureau is at work. */
  readonly office: OfficeHours;
  /** Which days are working days: the State Council's notices and the bureau's own extra days. */
  readonly calendar: WorkCalendar;
  readonly ladder: Ladder | null;
  /** Role that is told next when a role stays silent, e.g. `{ unit: 'deptlead', deptlead: 'goffice' }`. */
  readonly upward: Readonly<Record<string, string>>;
};

/** Who owes: a unit, a role (for a per-unit role, the one of that unit), or one person named for it. */
export type Owner =
  | { readonly kind: 'unit'; readonly unit: string }
  | { readonly kind: 'role'; readonly role: string; readonly unit?: string }
  | { readonly kind: 'person'; readonly person: string; readonly unit?: undefined };

/** `unit:zf1`, `role:goffice`, `role:deptlead:zf1`, `person:wang`: stable, used in rows and keys. */
export function ownerKey(owner: Owner): string {
  if (owner.kind === 'person') return `person:${owner.person}`;
  if (owner.kind === 'unit') return `unit:${owner.unit}`;
  return owner.unit === undefined ? `role:${owner.role}` : `role:${owner.role}:${owner.unit}`;
}

/** The unit with this id, if the bureau has one. */
export function unitById(bureau: Bureau, id: string): Unit | undefined {
  return bureau.units.find((u) => u.id === id);
}

/** The person's name; the bare platform id of somebody who is not in the bureau file. */
export function nameOf(bureau: Bureau, person: string): string {
  return bureau.people.find((p) => p.id === person)?.name ?? person.replace(/^[a-z]+:/, '');
}

/** A role of the policy as an owner for a case handled by `unit` (null while none is in charge). */
export function roleOwner(policy: Policy, role: string, unit: string | null): Owner {
  if (role === 'unit') return { kind: 'unit', unit: unit ?? '' };
  const perUnit = policy.roles.find((r) => r.id === role)?.per === 'unit';
  return perUnit && unit !== null ? { kind: 'role', role, unit } : { kind: 'role', role };
}

/** The person ids behind an owner, without repeats; empty when nobody fills it. */
export function peopleOf(bureau: Bureau, owner: Owner): readonly string[] {
  if (owner.kind === 'person') return [owner.person];
  const unit = owner.unit === undefined ? undefined : unitById(bureau, owner.unit);
  if (owner.kind === 'unit') return unit ? [...new Set([unit.head, ...unit.contacts])] : [];
  if (unit) return [unit.leader];
  return bureau.roles[owner.role] ?? [];
}

/** Whether the person is one of those behind the owner. */
export function belongsTo(bureau: Bureau, person: string, owner: Owner): boolean {
  return peopleOf(bureau, owner).includes(person);
}

/** The name of a unit; with its level (市局、县局) in front where another has the same name. */
export function fullUnitName(bureau: Bureau, unit: Unit): string {
  const twice = bureau.units.some((u) => u.id !== unit.id && u.name === unit.name);
  return twice && unit.level !== undefined && !unit.name.startsWith(unit.level)
    ? `${unit.level}${unit.name}`
    : unit.name;
}

/** How people call an owner: `执法一科`, `领导小组办公室`, `执法一科分管领导`. */
export function ownerTitle(policy: Policy, bureau: Bureau, owner: Owner): string {
  if (owner.kind === 'person') return nameOf(bureau, owner.person);
  const found = owner.unit === undefined ? undefined : unitById(bureau, owner.unit);
  const unit = found === undefined ? undefined : fullUnitName(bureau, found);
  if (owner.kind === 'unit') return unit ?? '承办单位';
  const title =
    policy.roles.find((r) => r.id === owner.role)?.title ??
    policy.units.find((u) => u.id === owner.role)?.title ??
    policy.ask.find((q) => q.id === owner.role)?.question ??
    owner.role;
  return unit === undefined ? title : `${unit}分管领导`;
}

/** The owner one level up, or null at the top. */
export function above(policy: Policy, bureau: Bureau, owner: Owner): Owner | null {
  if (owner.kind === 'person') return abovePerson(policy, bureau, owner.person);
  const next = bureau.upward[owner.kind === 'unit' ? 'unit' : owner.role];
  return next === undefined ? null : roleOwner(policy, next, owner.unit ?? null);
}

/**
 * Above one person: what is above a role that the person fills, otherwise above the unit that the person leads or
 * belongs to, otherwise the leading office. Null where that is only the same person.
 */
function abovePerson(policy: Policy, bureau: Bureau, person: string): Owner | null {
  const { upward, roles, units } = bureau;
  const led = units.find((u) => u.leader === person);
  const own = units.find((u) => u.head === person || u.contacts.includes(person));
  const perUnit = policy.roles.filter((r) => r.per === 'unit').map((r) => r.id);
  const filled = Object.keys(upward).filter((role) => roles[role]?.includes(person));
  const offices = policy.roles.filter((r) => r.kind === 'office').map((r) => r.id);
  const next = [
    ...filled.map((role) => ({ role: upward[role], unit: null })),
    ...(led === undefined ? [] : perUnit.map((role) => ({ role: upward[role], unit: led.id }))),
    ...(own === undefined ? [] : [{ role: upward.unit, unit: own.id }]),
    ...offices.map((role) => ({ role, unit: null })),
  ].flatMap(({ role, unit }) => (role === undefined ? [] : [roleOwner(policy, role, unit)]));
  return next.find((owner) => peopleOf(bureau, owner).some((p) => p !== person)) ?? null;
}
