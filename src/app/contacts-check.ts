// Once a day: who of the people we would turn to has left, and which department or tag, before they are needed.
import type { Bureau, Person } from '../core/bureau.ts';
import { DAY, nextTimeOfDay } from '../core/calendar/shanghai.ts';
import type { Message } from '../core/message.ts';
import type { Contacts, Platform, Standing } from '../platforms/platform.ts';
import { lookUp } from '../storage/directory.ts';
import { advanceSchedule, dueSchedules, ensureSchedule } from '../storage/schedules.ts';
import { ALERTED, alertAdministrators } from './alert.ts';
import { enqueueMessages } from './enqueue.ts';
import { type People, whyUnread } from './people.ts';
import type { World } from './world.ts';

const CHECK = 'contacts-check';
/** Before the first duties of a working day, when an administrator can still do something. */
const AT = '08:10';
/** How soon the check is tried again while the address book cannot be read, ms; the second failure is told. */
const AGAIN_MS = 30 * 60_000;
const UNREAD = 'contacts-unread';

export type Missing = {
  readonly name: string;
  readonly standing: Exclude<Standing, 'active'>;
  readonly places: readonly string[];
};

/** The people of the bureau whom the platform cannot reach. Rejects when the platform cannot be asked. */
export async function missingPeople(
  bureau: Bureau,
  platform: string,
  contacts: Contacts,
): Promise<readonly Missing[]> {
  const addressed = bureau.people.filter((person) => placesOf(bureau, person).length > 0);
  const ids = addressed.flatMap((person) => person.ids[platform] ?? []);
  const standing = await contacts.standing(ids);
  return addressed.flatMap((person) => {
    const is = standing.get(person.ids[platform] ?? '');
    if (is === undefined || is === 'active') return [];
    return [{ name: person.name, standing: is, places: placesOf(bureau, person) }];
  });
}

/** Makes sure that the next check is on the calendar. */
export async function planContactsCheck(world: World): Promise<void> {
  const nextAt = nextTimeOfDay(world.now(), AT);
  await ensureSchedule(world.database.db, { bureauId: world.bureau.id, name: CHECK, nextAt });
}

/**
 * Looks when the moment has come and tells the administrators what is missing. While the address book cannot be read
 * it is tried again every half hour; from the second time on they hear why, once a day.
 */
export async function fireContactsCheck(
  world: World,
  people: Pick<People, 'problems' | 'unread'>,
  platform: Pick<Platform, 'name'> & { readonly contacts: Contacts },
): Promise<void> {
  const { database, bureau, wording } = world;
  const now = world.now();
  const due = (await dueSchedules(database.db, { bureauId: bureau.id, now })).find((s) => s.name === CHECK);
  if (due === undefined) return;
  const { missing, unread } = await lookForAll(world, people, platform);
  const lines = wording.addressBook({ unread, places: people.problems, missing });
  const messages = bureau.administrators.map(
    (person): Message => ({ kind: 'text', to: { kind: 'person', person }, lines, mention: [] }),
  );
  const tomorrow = nextTimeOfDay(now, AT);
  const nextAt = unread === null ? tomorrow : Math.min(now + AGAIN_MS, tomorrow);
  const at = { bureauId: bureau.id, name: CHECK, expectedNextAt: due.next_at, nextAt, lastAt: now };
  const planned = nextTimeOfDay(now - DAY, AT);
  await database.transaction(async (q) => {
    if (!(await advanceSchedule(q, at)) || lines.length === 0) return;
    if (unread === null) return enqueueMessages(world, q, messages, { caseId: null, dueAt: due.next_at });
    const told = await lookUp(q, { bureauId: bureau.id, kind: ALERTED, key: UNREAD });
    const again = due.next_at > planned && !(Number(told ?? 0) >= planned);
    if (again) await alertAdministrators(world, q, { cause: UNREAD, lines });
  });
  world.wake();
}

async function lookForAll(
  { bureau, log }: World,
  { unread }: Pick<People, 'unread'>,
  { name, contacts }: Pick<Platform, 'name'> & { readonly contacts: Contacts },
): Promise<{ readonly missing: readonly Missing[]; readonly unread: string | null }> {
  try {
    return { missing: await missingPeople(bureau, name, contacts), unread };
  } catch (err) {
    log.warn({ err }, 'the address book could not be read for the daily check');
    return { missing: [], unread: unread ?? whyUnread(err) };
  }
}

/** What the person is for, in words: roles by id, units by name. */
function placesOf(bureau: Bureau, { id }: Person): readonly string[] {
  return [
    ...Object.entries(bureau.roles).flatMap(([role, people]) =>
      people.includes(id) ? [`角色 ${role}`] : [],
    ),
    ...bureau.units.flatMap((unit) => [
      ...(unit.head === id ? [`${unit.name}负责人`] : []),
      ...(unit.leader === id ? [`${unit.name}分管领导`] : []),
      ...(unit.contacts.includes(id) ? [`${unit.name}联络员`] : []),
    ]),
    ...(bureau.administrators.includes(id) ? ['管理员'] : []),
  ];
}
