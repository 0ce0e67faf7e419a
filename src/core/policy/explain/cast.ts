// Everybody a rule needs, one person a role, so that nobody's absence stands in the way of a rehearsal.
import type { Bureau } from '../../bureau.ts';
import { type WorkCalendar, workCalendar } from '../../calendar/holidays.ts';
import type { PolicySource } from '../settle.ts';

/** Whoever found the matter and reports it. */
export const REPORTER = 'reporter';
/** The unit that handles the case. */
export const UNIT = 'unit';

/** The bureau's answers and habits, with people who are called as their roles are; without a bureau on `calendar`. */
export function standIn(
  policy: PolicySource,
  bureau: Bureau | null,
  calendar: WorkCalendar = workCalendar([]),
): Bureau {
  const roles = [
    ...policy.roles.filter((r) => r.per !== 'unit'),
    ...policy.units,
    // A question that nobody answered stands for a role that nobody knows.
    ...policy.ask
      .filter((q) => q.answer === 'role')
      .map((q) => ({ id: q.id, title: `（待答复）${q.question}` })),
  ];
  const perUnit = policy.roles.find((r) => r.per === 'unit');
  return {
    ...(bureau ?? {
      id: 'example',
      name: '示例单位',
      summaryAt: '18:00',
      weekPicture: false,
      answers: {},
      office: { opens: '08:30', closes: '17:30' },
      calendar,
      ladder: null,
      upward: {},
    }),
    people: [
      { id: REPORTER, name: '报送人', ids: {} },
      ...roles.map(({ id, title }) => ({ id: `role:${id}`, name: title, ids: {} })),
      { id: 'unit', name: '承办单位', ids: {} },
      { id: 'unit-leader', name: perUnit?.title ?? '承办单位分管领导', ids: {} },
    ],
    units: [
      {
        id: UNIT,
        name: '承办单位',
        aliases: [],
        head: 'unit',
        contacts: [],
        leader: 'unit-leader',
        keywords: [],
      },
    ],
    roles: Object.fromEntries(roles.map(({ id }) => [id, [`role:${id}`]])),
    rotas: undefined,
    duty: undefined,
    administrators: [],
  };
}
