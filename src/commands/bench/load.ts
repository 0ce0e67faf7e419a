// Callbacks ready to be posted, and two ways of posting them: as fast as answers come, and at a fixed pace.
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Tenant } from '../../sandbox/tenant.ts';

/** One sealed callback as it went over the wire. */
export type Callback = { readonly path: string; readonly type: string; readonly body: string };

/**
 * Has the tenant say `texts` in a group and keeps what it would have posted: sealed beforehand, so that the load costs
 * its sender little, and with reply addresses that the tenant really takes.
 */
export async function recordCallbacks(
  tenant: Tenant,
  group: string,
  texts: readonly string[],
): Promise<readonly Callback[]> {
  const recorded: Callback[] = [];
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const type = req.headers['content-type'] ?? '';
      recorded.push({ path: req.url ?? '', type, body: Buffer.concat(chunks).toString('utf8') });
      res.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  tenant.setCallbacks({ bot: `http://127.0.0.1:${(server.address() as AddressInfo).port}/wecom/bot` });
  const people = tenant.people;
  for (const [index, text] of texts.entries()) {
    const from = people[index % people.length]?.id ?? '';
    await tenant.say({ from, group, text: `@${tenant.botName} ${text}` });
  }
  await new Promise((resolve) => server.close(resolve));
  return recorded;
}

export type Poster = {
  /** Posts one callback and gives the time until the whole answer was there, ms. Throws on anything but 200. */
  post(callback: Callback): Promise<number>;
  close(): void;
};

export function createPoster(port: number, connections: number): Poster {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    post: ({ path, type, body }) =>
      new Promise((resolve, reject) => {
        const startedAt = performance.now();
        const headers = { 'content-type': type, 'content-length': Buffer.byteLength(body) };
        const call = request({ host: '127.0.0.1', port, path, method: 'POST', agent, headers }, (res) => {
          res.on('end', () => {
            if (res.statusCode === 200) resolve(performance.now() - startedAt);
            else reject(new Error(`回调得到 HTTP ${res.statusCode}`));
          });
          res.resume();
        });
        call.on('error', reject);
        call.end(body);
      }),
    close: () => agent.destroy(),
  };
}

/** Each connection posts its next callback when the last one was answered. Gives answers per second. */
export async function closedLoop(
  poster: Poster,
  callbacks: readonly Callback[],
  connections: number,
): Promise<number> {
  const rest = callbacks.values();
  const startedAt = performance.now();
  const worker = async (): Promise<void> => {
    for (const callback of rest) await poster.post(callback);
  };
  await Promise.all(Array.from({ length: connections }, worker));
  return callbacks.length / ((performance.now() - startedAt) / 1000);
}

/**
 * Does `act` at fixed moments, `perSecond` of them, whether or not earlier ones are finished. Gives each one's time
 * from the moment it was meant for, ms, so that a stall counts for everything it held up.
 */
export async function paced<T>(
  items: readonly T[],
  perSecond: number,
  act: (item: T) => Promise<unknown>,
): Promise<readonly number[]> {
  const startedAt = performance.now();
  const running: Promise<number>[] = [];
  for (const [index, item] of items.entries()) {
    const at = startedAt + (index * 1000) / perSecond;
    const wait = at - performance.now();
    if (wait > 0) await pause(wait);
    // A timer wakes up to a millisecond early; the sender's own lateness counts, its earliness does not.
    const from = Math.max(at, startedAt);
    running.push(act(item).then(() => Math.max(0, performance.now() - from)));
  }
  return Promise.all(running);
}
