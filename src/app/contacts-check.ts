// Once a day: who of the people we would turn to has left, before they are needed.
import type { Bureau, Person } from '../core/bureau.ts';
import { nextTimeOfDay } from '../core/calendar/shanghai.ts';
import type { Message } from '../core/message.ts';
import type { Contacts, Standing } from '../platforms/platform.ts';
import { advanceSchedule, dueSchedules, ensureSchedule } from '../storage/schedules.ts';
import { enqueueMessages } from './enqueue.ts';
import type { World } from './world.ts';

const CHECK = 'contacts-check';
/** Before the first duties of a working day, when an administrator can still do something. */
const AT = '08:10';

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

/** Looks when the moment has come, and tells the administrators if anybody is missing. */
export async function fireContactsCheck(world: World, platform: string, contacts: Contacts): Promise<void> {
  const { database, bureau, log } = world;
  const now = world.now();
  const due = (await dueSchedules(database.db, { bureauId: bureau.id, now })).find((s) => s.name === CHECK);
  if (due === undefined) return;
  let missing: readonly Missing[] = [];
  try {
    missing = await missingPeople(bureau, platform, contacts);
  } catch (err) {
    log.warn({ err }, 'the address book could not be read for the daily check');
  }
  const lines = missing.length === 0 ? [] : world.wording.missingPeople(missing);
  const messages = bureau.administrators.map(
    (person): Message => ({ kind: 'text', to: { kind: 'person', person }, lines, mention: [] }),
  );
  await database.transaction(async (q) => {
    const nextAt = nextTimeOfDay(now, AT);
    const mine = await advanceSchedule(q, {
      bureauId: bureau.id,
      name: CHECK,
      expectedNextAt: due.next_at,
      nextAt,
      lastAt: now,
    });
    if (mine && lines.length > 0)
      await enqueueMessages(world, q, messages, { caseId: null, dueAt: due.next_at });
  });
  world.wake();
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
