// A leader's tap on a grading card → the answer that holds the card with the decision, on cards that were really
// delivered. The tenant decrypts and checks every answer as the platform would.
import type { CardBody } from '../../sandbox/tenant-types.ts';
import { reportText } from './ack.ts';
import { type Figures, percentile, rounded } from './figures.ts';
import { paced } from './load.ts';
import type { Sizes } from './sizes.ts';
import { openStand, type Stand } from './tenant-stand.ts';

/** A member gets at most this many messages a minute from the product. */
const CARDS_A_MINUTE = 15;

type Tap = {
  readonly from: string;
  readonly messageId: string;
  readonly key: string;
  readonly task: string;
};

export async function measureTap(
  options: {
    readonly bureauFile: string;
    readonly dataDir: string;
    readonly group: string;
    /** Platform ids of those who may grade. */
    readonly leaders: readonly string[];
    readonly units: readonly string[];
  },
  sizes: Sizes['tap'],
): Promise<Figures['tap']> {
  const stand = await openStand(options);
  try {
    await openCases(stand, options.group, sizes.taps);
    const taps = tapsOn(stand, options.leaders, sizes.taps);
    const { units } = options;
    const unitOf = new Map(taps.map((tap, index) => [tap, units[index % units.length] ?? '']));
    const waits = await paced(taps, sizes.perSecond, (tap) => tapOnce(stand, tap, unitOf.get(tap) ?? ''));
    for (const tap of taps) checkShown(stand, tap);
    return { p99Ms: rounded(percentile(waits, 0.99)) };
  } finally {
    await stand.close();
  }
}

/** Opens cases a minute's worth at a time, because no member is sent more cards than that. */
async function openCases({ tenant, clock, ...stand }: Stand, group: string, count: number): Promise<void> {
  await stand.start({ heartbeat: true });
  for (let index = 0; index < count; index += 1) {
    if (index > 0 && index % CARDS_A_MINUTE === 0) {
      await stand.settle();
      await stand.moveTo(clock.now() + 60_500);
    }
    const from = tenant.people[index % tenant.people.length]?.id ?? '';
    const said = await tenant.say({ from, group, text: `@${tenant.botName} ${reportText(index)}` });
    if (said.outcome !== 'answered') throw new Error(`登记没有成功：${JSON.stringify(said)}`);
  }
  await stand.settle();
}

/** One tap a case, by the leaders in turn, on their own copies. */
function tapsOn(stand: Stand, leaders: readonly string[], count: number): readonly Tap[] {
  const copies = leaders.map((leader) =>
    stand.tenant.conversation('app', leader).messages.flatMap((message): Tap[] => {
      const { body } = message;
      const key = body.kind === 'card' ? firstButton(body) : undefined;
      return body.kind === 'card' && key !== undefined
        ? [{ from: leader, messageId: message.id, key, task: body.taskId }]
        : [];
    }),
  );
  const tasks = [...new Set((copies[0] ?? []).map((tap) => tap.task))].slice(0, count);
  if (tasks.length < count) throw new Error(`要点 ${count} 张卡片，只送达 ${tasks.length} 张`);
  return tasks.map((task, index) => {
    const mine = copies[index % copies.length]?.find((tap) => tap.task === task);
    if (mine === undefined) throw new Error(`卡片 ${task} 没有送达每位领导`);
    return mine;
  });
}

function firstButton({ card }: CardBody): string | undefined {
  const buttons = card.button_list;
  const [first] = Array.isArray(buttons) ? (buttons as { key?: string }[]) : [];
  return first?.key?.startsWith('grade:') ? first.key : undefined;
}

async function tapOnce(stand: Stand, { from, messageId, key }: Tap, unit: string): Promise<void> {
  const result = await stand.tenant.tap({ from, messageId, key, selections: { unit: [unit] } });
  if (result.outcome !== 'answered' || result.reply !== 'update_template_card') {
    throw new Error(`点卡片没有得到新卡片：${JSON.stringify(result)}`);
  }
}

/** What the leader sees afterwards: no buttons any more, and who decided. */
function checkShown(stand: Stand, tap: Tap): void {
  const shown = stand.tenant.conversation('app', tap.from).messages.find((m) => m.id === tap.messageId)?.body;
  const decided = shown?.kind === 'card' && shown.state === 'updated' && firstButton(shown) === undefined;
  if (!decided) throw new Error(`卡片 ${tap.task} 没有换成已决定的样子`);
}
