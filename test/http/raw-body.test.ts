import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { eventually } from '../harness/eventually.ts';
import { postHead, rawRequest, startServer } from './start-server.ts';

describe('a body', () => {
  it.each([
    ['text/xml', '<xml>中文</xml>'],
    ['application/x-unknown', '\u0000\u0001'],
    ['application/json', '{"a":1}'],
  ])('arrives byte for byte whatever its type is (%s)', async (type, body) => {
    const { url } = await startServer();
    const response = await fetch(`${url}/echo`, { method: 'POST', body, headers: { 'Content-Type': type } });
    expect(await response.text()).toBe(body);
  });

  it('arrives without a content type, in chunks, and empty', async () => {
    const { port, url } = await startServer();
    const head = postHead('chunked').replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n');
    const { answer } = rawRequest(port, `${head}3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n`);
    expect(await answer).toMatch(/^HTTP\/1.1 200[\s\S]*abcde$/);
    expect(await (await fetch(`${url}/echo`, { method: 'POST' })).text()).toBe('');
  });

  it('of exactly the limit is taken, of one byte more is refused', async () => {
    const { url } = await startServer({ bodyLimitBytes: 1_000 });
    const post = (size: number) => fetch(`${url}/echo`, { method: 'POST', body: 'x'.repeat(size) });
    expect((await post(1_000)).status).toBe(200);
    const refused = await post(1_001);
    expect(refused.status).toBe(413);
    expect(refused.headers.get('connection')).toBe('close');
    expect(await refused.json()).toMatchObject({ message: '请求体超过上限 1000 字节。' });
  });
});

describe('a rude sender', () => {
  it('who announces too much is refused before sending it', async () => {
    const { port, bodies } = await startServer();
    const { answer } = rawRequest(port, postHead(5_000_000_000));
    expect(await answer).toMatch(/^HTTP\/1.1 413[\s\S]*Connection: close/);
    expect(bodies).toEqual([]);
  });

  it('who sends without end is cut off at the limit', async () => {
    const { port, bodies, errors } = await startServer({ bodyLimitBytes: 10_000 });
    const { socket, answer } = rawRequest(port, postHead('chunked'));
    let sent = 0;
    const flood = setInterval(() => {
      if (socket.writable) sent += socket.write(`1000\r\n${'x'.repeat(4096)}\r\n`) ? 4096 : 0;
    }, 1);
    expect(await answer).toMatch(/^HTTP\/1.1 413/);
    clearInterval(flood);
    expect(sent).toBeLessThan(2_000_000);
    expect(bodies).toEqual([]);
    // Worth a line in the log that an operator reads, though no error of ours.
    expect(errors()).toEqual([expect.objectContaining({ level: 'warn', status: 413 })]);
  });

  it('who announces more than comes and hangs up reaches no handler and makes no error', async () => {
    const { port, bodies, errors, logged } = await startServer();
    const { socket } = rawRequest(port, `${postHead(100)}short`);
    await sleep(30);
    socket.destroy();
    await eventually(() => expect(logged).toContainEqual(expect.objectContaining({ status: 'aborted' })));
    expect(bodies).toEqual([]);
    expect(errors()).toEqual([]);
  });

  it('who announces more than comes and half-closes is refused', async () => {
    const { port, bodies, errors } = await startServer();
    const { answer } = rawRequest(port, `${postHead(100)}short`, { halfClose: true });
    expect(await answer).not.toMatch(/^HTTP\/1.1 2/);
    expect(bodies).toEqual([]);
    expect(errors()).toEqual([]);
  });

  it('who announces less than comes gets the announced part handled and the rest refused', async () => {
    const { port, bodies } = await startServer();
    const { answer } = rawRequest(port, `${postHead(3)}abcSMUGGLED`);
    expect(await answer).toContain('HTTP/1.1 400');
    expect(bodies.map(String)).toEqual(['abc']);
  });

  it('who dribbles is told 408 when the time is over, however much came', async () => {
    const { port, bodies } = await startServer({ bodyTimeoutMs: 150 });
    const { socket, answer } = rawRequest(port, postHead(1_000));
    const dribble = setInterval(() => socket.writable && socket.write('x'), 10);
    expect(await answer).toMatch(/^HTTP\/1.1 408[\s\S]*Connection: close/);
    clearInterval(dribble);
    expect(bodies).toEqual([]);
  });
});
