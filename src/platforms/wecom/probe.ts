// What can be asked about the tenant and the application without anybody noticing.
// https://developer.work.weixin.qq.com/document/path/90227 (agent/get)
import { z } from 'zod';
import type { AppCalls, Failure } from './app-call.ts';

export type AppSettings = {
  readonly name: string;
  readonly enabled: boolean;
  /** 可信域名, '' when none is set. */
  readonly trustedDomain: string;
};

const agent = z.object({
  name: z.string().catch(''),
  close: z.number().catch(0),
  redirect_domain: z.string().catch(''),
});

/** The application as the console has it. Also the first call that needs a trusted address. */
export async function appSettings(
  calls: AppCalls,
  agentId: number,
): Promise<
  { readonly ok: true; readonly settings: AppSettings } | { readonly ok: false; readonly failure: Failure }
> {
  const asked = await calls.get('/cgi-bin/agent/get', { agentid: String(agentId) });
  if (!asked.ok) return asked;
  const { name, close, redirect_domain } = agent.parse(asked.answer);
  return { ok: true, settings: { name, enabled: close === 0, trustedDomain: redirect_domain } };
}

/**
 * How far this machine's clock is ahead of the platform's, ms (the platform tells whole seconds); null when its answer
 * carries no time. Rejects when there is no answer.
 */
export async function clockAhead(options: {
  readonly apiBase: string;
  readonly now: () => number;
  readonly fetch: typeof fetch;
  readonly timeoutMs: number;
}): Promise<number | null> {
  const { apiBase, now, timeoutMs } = options;
  const asked = now();
  const response = await options.fetch(`${apiBase}/cgi-bin/gettoken`, {
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  });
  await response.body?.cancel();
  const told = Date.parse(response.headers.get('date') ?? '');
  if (Number.isNaN(told)) return null;
  const middle = (asked + now()) / 2;
  // The second told has begun at most a second ago.
  return Math.round(middle - (told + 500));
}
