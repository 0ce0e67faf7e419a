import { setTimeout as sleep } from 'node:timers/promises';
import { Router } from '@koa/router';
import { describe, expect, it } from 'vitest';
import { requestError } from '../../src/http/errors.ts';
import { createHttpServer } from '../../src/http/server.ts';
import { eventually } from '../harness/eventually.ts';
import { startServer } from './start-server.ts';

describe('an error', () => {
  it('nobody expected becomes 500 with a request id, one log line, and nothing else for the client', async () => {
    const routers = [
      new Router().get('/boom', () => {
        throw Object.assign(new Error('select * from secrets'), { status: 403 });
      }),
    ];
    const { url, errors } = await startServer({ routers });
    const response = await fetch(`${url}/boom?access_token=s3cret`);
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toMatch(/secret|select|at /);
    const { requestId } = JSON.parse(text);
    expect(response.headers.get('x-request-id')).toBe(requestId);
    expect(errors()).toEqual([
      expect.objectContaining({ level: 'error', requestId, path: '/boom', err: expect.any(Error) }),
    ]);
  });

  it('meant for the client is told to the client and is not in the error log', async () => {
    const routers = [
      new Router().get('/mine', () => {
        throw requestError(401, '签名不对。');
      }),
      new Router().get('/thrown', (ctx) => ctx.throw(404, '没有这个事项。')),
    ];
    const { url, errors } = await startServer({ routers });
    const mine = await fetch(`${url}/mine`);
    expect([mine.status, await mine.json()]).toMatchObject([401, { message: '签名不对。' }]);
    const thrown = await fetch(`${url}/thrown`);
    expect([thrown.status, await thrown.json()]).toMatchObject([404, { message: '没有这个事项。' }]);
    expect(errors()).toEqual([]);
  });

  it('that is not even an Error is 500 as well', async () => {
    const routers = [new Router().get('/odd', () => Promise.reject('text'))];
    const { url, errors } = await startServer({ routers });
    expect((await fetch(`${url}/odd`)).status).toBe(500);
    expect(errors()).toHaveLength(1);
  });
});

describe('a handler that takes too long', () => {
  it('is answered 503 for, goes on, and its late failure is logged', async () => {
    let finished = false;
    const routers = [
      new Router().get('/slow', async (ctx) => {
        await sleep(120);
        ctx.body = 'late';
        finished = true;
        throw new Error('late failure');
      }),
    ];
    const { url, logged } = await startServer({ routers, handlerTimeoutMs: 40 });
    const response = await fetch(`${url}/slow`);
    expect(response.status).toBe(503);
    await eventually(() => expect(logged).toContainEqual(expect.objectContaining({ level: 'error' })));
    expect(finished).toBe(true);
    expect(logged).toContainEqual(expect.objectContaining({ level: 'warn', status: 503 }));
  });
});

describe('the access log', () => {
  it('has one line per request, with the path and without the query string', async () => {
    const { url, logged } = await startServer();
    await fetch(`${url}/nowhere?access_token=s3cret`, { headers: { 'X-Request-Id': 'proxy-id-1234' } });
    await eventually(() => expect(logged).toHaveLength(1));
    expect(logged[0]).toMatchObject({
      level: 'debug',
      path: '/nowhere',
      status: 404,
      requestId: 'proxy-id-1234',
    });
    expect(JSON.stringify(logged)).not.toContain('s3cret');
  });

  it('does not take a request id that could forge a line', async () => {
    const { url } = await startServer();
    const response = await fetch(`${url}/healthz`, { headers: { 'X-Request-Id': 'a b"}{' } });
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('a mount', () => {
  const routers = [new Router().get('/sandbox/from-koa', (ctx) => ctx.res.end('koa'))];

  it('gets its prefix before koa, and koa gets what it leaves', async () => {
    const seen: string[] = [];
    const { url } = await startServer({
      routers,
      mounts: [
        {
          prefix: '/sandbox',
          handle(req, res) {
            seen.push(req.url ?? '');
            if (req.url?.includes('koa')) return false;
            res.end('mount');
            return true;
          },
        },
      ],
    });
    expect(await (await fetch(`${url}/sandbox?page=1`)).text()).toBe('mount');
    expect(await (await fetch(`${url}/sandbox/wecom`)).text()).toBe('mount');
    expect(await (await fetch(`${url}/sandbox/from-koa`)).text()).toBe('koa');
    expect((await fetch(`${url}/sandboxed`)).status).toBe(404);
    expect(seen).toEqual(['/sandbox?page=1', '/sandbox/wecom', '/sandbox/from-koa']);
  });

  it('that throws takes one request down and not the process', async () => {
    const handle = () => {
      throw new Error('broken mount');
    };
    const { url, errors } = await startServer({ mounts: [{ prefix: '/sandbox', handle }] });
    expect((await fetch(`${url}/sandbox`)).status).toBe(500);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(errors()).toHaveLength(1);
  });
});

it('says in Chinese what to do when the port is in use', async () => {
  const { port, server } = await startServer();
  const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const health = { checks: [], metrics: async () => [] };
  const second = createHttpServer({ routers: [], health, log: quiet });
  await expect(second.listen({ port, host: '127.0.0.1' })).rejects.toThrow(
    `端口 ${port} 已被占用。请修改 .env`,
  );
  await second.close();
  await server.close();
});
