// Faults asked for over the control API: what a test does in process, a rehearsal of troubles does from outside.
import { ImpossibleAct } from './impossible-act.ts';
import { filledText, type JsonRecord } from './json-shape.ts';
import type { CallbackFault, Fault } from './switchboard.ts';
import type { Tenant } from './tenant.ts';

const FAULTS: readonly string[] = [
  'delay',
  'drop',
  'drop-after-accept',
  'status',
  'html',
  'errcode',
  'silence',
  'silence-after-accept',
  'token-expired',
] satisfies Fault['kind'][];
const CALLBACK_FAULTS: readonly string[] = [
  'delay',
  'drop',
  'duplicate',
  'hold',
  'lose-answer',
  'no-response-url',
] satisfies CallbackFault['kind'][];

function number(body: JsonRecord, field: string): number | undefined {
  const value = body[field];
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new ImpossibleAct(`${field} 应是数字`);
  return value;
}

function rateOf(body: JsonRecord): number | undefined {
  const rate = number(body, 'rate');
  if (rate !== undefined && (rate < 0 || rate > 1)) throw new ImpossibleAct('rate 应在 0 到 1 之间');
  return rate;
}

function optional(body: JsonRecord, fields: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = number(body, field);
      return value === undefined ? [] : [[field, value]];
    }),
  );
}

function callFault(body: JsonRecord): Fault {
  const kind = String(body.kind);
  if (!FAULTS.includes(kind)) throw new ImpossibleAct(`没有这种故障：${kind}，可用 ${FAULTS.join('、')}`);
  const needed = kind === 'status' || kind === 'errcode' ? [kind] : [];
  for (const field of needed) if (number(body, field) === undefined) throw new ImpossibleAct(`缺少 ${field}`);
  const errmsg = filledText(body.errmsg);
  const numbers = optional(body, ['times', 'ms', 'status', 'errcode']);
  return { kind, ...numbers, ...(errmsg === undefined ? {} : { errmsg }) } as Fault;
}

function callbackFault(body: JsonRecord): CallbackFault {
  const kind = String(body.kind);
  if (!CALLBACK_FAULTS.includes(kind))
    throw new ImpossibleAct(`没有这种故障：${kind}，可用 ${CALLBACK_FAULTS.join('、')}`);
  return { kind, ...optional(body, ['times', 'ms']) } as CallbackFault;
}

function setCallbackFault(tenant: Tenant, body: JsonRecord): void {
  const { callback } = body;
  if (callback !== 'app' && callback !== 'bot' && callback !== 'any')
    throw new ImpossibleAct('callback 应是 app、bot 或 any');
  const to = callback === 'any' ? undefined : callback;
  const rate = rateOf(body);
  if (rate === undefined) tenant.faults.nextCallback(callbackFault(body), to);
  else tenant.faults.callbacksSometimes(rate, callbackFault(body), to);
}

function setCallFault(tenant: Tenant, path: string, body: JsonRecord): void {
  const fault = callFault(body);
  const [rate, forMs] = [rateOf(body), number(body, 'forMs')];
  if (forMs !== undefined) tenant.faults.during(path, forMs, fault);
  else if (rate !== undefined) tenant.faults.sometimes(path, rate, fault);
  else tenant.faults.next(path, fault);
}

/**
 * Does one of: `{clear: true}`, `{skewMs}`, `{line: evict | cut | freeze}`,
 * `{callback: app | bot | any, kind, times | rate}`, `{path, kind, times | rate | forMs}`.
 */
export async function applyFault(tenant: Tenant, body: JsonRecord): Promise<{ ok: true }> {
  const path = filledText(body.path);
  const skew = number(body, 'skewMs');
  if (body.clear === true) tenant.faults.clear();
  else if (skew !== undefined) tenant.faults.skewClock(skew);
  else if (body.line === 'evict') await tenant.line.evict();
  else if (body.line === 'cut') tenant.line.cut();
  else if (body.line === 'freeze') tenant.line.freeze();
  else if (body.callback !== undefined) setCallbackFault(tenant, body);
  else if (path !== undefined) setCallFault(tenant, path, body);
  else throw new ImpossibleAct('不知道是什么故障：给出 path、callback、line、skewMs 或 clear');
  return { ok: true };
}
