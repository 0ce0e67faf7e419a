// Who fills the roles at one moment: rotas that turn by the day or the week, officers on duty while the office is closed.
import type { Bureau, Duty, Rota } from './bureau.ts';
import { afterMidnight, DAY, startOfDay } from './calendar/shanghai.ts';

/**
 * The bureau as it stands at `now` (epoch ms): whoever's turn it is fills a rota role, and officers on duty act beside
 * those they stand in for. Everything that asks who somebody is works on this.
 */
export function bureauAt(bureau: Bureau, now: number): Bureau {
  const { rotas = {}, duty = [] } = bureau;
  if (Object.keys(rotas).length === 0 && duty.length === 0) return bureau;
  const roles: Record<string, readonly string[]> = { ...bureau.roles };
  for (const [role, rota] of Object.entries(rotas)) roles[role] = onTurn(rota, now);
  for (const one of duty) {
    if (!isOnDuty(bureau, one, now)) continue;
    roles[one.role] = [...new Set([...(roles[one.role] ?? []), ...one.people])];
  }
  return { ...bureau, roles };
}

/** Whose turn it is; before the first day it is the first one's. */
export function onTurn(rota: Rota, now: number): readonly string[] {
  const length = rota.every === 'day' ? DAY : 7 * DAY;
  const turns = Math.max(0, Math.floor((startOfDay(now) - startOfDay(rota.from)) / length));
  return rota.order[turns % Math.max(1, rota.order.length)] ?? [];
}

function isOnDuty({ office, calendar }: Bureau, { hours }: Duty, now: number): boolean {
  const time = now - startOfDay(now);
  if (hours === null) {
    const open = time >= afterMidnight(office.opens) && time < afterMidnight(office.closes);
    return !(calendar.isWorkday(now) && open);
  }
  const [from, to] = [afterMidnight(hours.from), afterMidnight(hours.to)];
  return from < to ? time >= from && time < to : time >= from || time < to;
}
