import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Router } from '@koa/router';
import { expect, it } from 'vitest';
import { rawRequest, startServer } from './start-server.ts';

/** A route that answers when it is let go. */
function slowRoute() {
  let letGo = () => {};
  let arrived = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const begun = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const router = new Router().get('/slow', async (ctx) => {
    arrived();
    await gate;
    ctx.body = 'answered';
  });
  return { router, begun, letGo };
}

it('answers requests in flight, with Connection: close, and takes no new ones', async () => {
  const slow = slowRoute();
  const { server, port, errors } = await startServer({ routers: [slow.router] });
  const inFlight = rawRequest(port, 'GET /slow HTTP/1.1\r\nHost: test\r\n\r\n');
  await slow.begun;
  const closed = server.close();
  await sleep(30);
  await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
  slow.letGo();
  expect(await inFlight.answer).toMatch(/^HTTP\/1.1 200[\s\S]*Connection: close[\s\S]*answered$/);
  await closed;
  expect(errors()).toEqual([]);
});

it('does not wait for clients that keep their connection alive', async () => {
  const { server, url } = await startServer();
  const agent = new Agent({ keepAlive: true });
  await new Promise<void>((resolve) => {
    get(`${url}/healthz`, { agent }, (res) => res.resume().on('end', resolve));
  });
  const before = performance.now();
  await server.close();
  expect(performance.now() - before).toBeLessThan(3_000);
  agent.destroy();
});

it('cuts what is not answered at the hard limit, and says how many', async () => {
  const slow = slowRoute();
  const { server, port, logged } = await startServer({ routers: [slow.router], shutdownLimitMs: 80 });
  const inFlight = rawRequest(port, 'GET /slow HTTP/1.1\r\nHost: test\r\n\r\n');
  await slow.begun;
  await server.close();
  expect(await inFlight.answer).toBe('');
  expect(logged).toContainEqual(expect.objectContaining({ level: 'warn', inFlight: 1 }));
  slow.letGo();
});

it('is not held up by a connection that never sent anything', async () => {
  const { server, port } = await startServer({ shutdownLimitMs: 5_000 });
  const silent = connect(port, '127.0.0.1');
  silent.on('error', () => {});
  await new Promise((resolve) => silent.once('connect', resolve));
  await sleep(20);
  const before = performance.now();
  await server.close();
  expect(performance.now() - before).toBeLessThan(4_000);
  silent.destroy();
});

it('may be asked for twice', async () => {
  const { server } = await startServer();
  await Promise.all([server.close(), server.close()]);
});
