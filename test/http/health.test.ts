import { describe, expect, it } from 'vitest';
import { prometheusText } from '../../src/http/health.ts';
import { startServer } from './start-server.ts';

const metrics = async () => [];
const good = { name: 'database', check: async () => ({ ok: true, detail: '正常' }) };

describe('/readyz', () => {
  it('is 200 while every check passes', async () => {
    const { url } = await startServer({ health: { checks: [good], metrics } });
    const response = await fetch(`${url}/readyz`);
    expect([response.status, await response.json()]).toEqual([
      200,
      { ok: true, checks: [{ name: 'database', ok: true, detail: '正常' }] },
    ]);
  });

  it('is 503 when one fails, throws or does not answer, and says which', async () => {
    const checks = [
      good,
      { name: 'wecom', check: async () => ({ ok: false, detail: '令牌无效' }) },
      { name: 'redis', check: async () => Promise.reject(new Error('redis://:s3cret@host')) },
      { name: 'disk', check: () => new Promise<never>(() => {}) },
    ];
    const { url } = await startServer({ health: { checks, metrics, checkTimeoutMs: 50 } });
    const response = await fetch(`${url}/readyz`);
    const text = await response.text();
    expect(response.status).toBe(503);
    expect(JSON.parse(text).checks).toEqual([
      { name: 'database', ok: true, detail: '正常' },
      { name: 'wecom', ok: false, detail: '令牌无效' },
      { name: 'redis', ok: false, detail: '检查出错，详见日志' },
      { name: 'disk', ok: false, detail: '50 毫秒内没有回答' },
    ]);
    expect(text).not.toContain('s3cret');
  });

  it('does not make the process look dead', async () => {
    const checks = [{ name: 'database', check: async () => ({ ok: false, detail: '磁盘已满' }) }];
    const { url } = await startServer({ health: { checks, metrics } });
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });
});

describe('/metrics', () => {
  it('is Prometheus text', async () => {
    const health = {
      checks: [],
      metrics: async () => [
        {
          name: 'outbox_rows',
          help: '待发消息',
          type: 'gauge',
          value: 3,
          labels: { state: 'queued' },
        } as const,
        { name: 'cases_total', help: '事项总数', type: 'counter', value: 42 } as const,
        {
          name: 'outbox_rows',
          help: '待发消息',
          type: 'gauge',
          value: 0,
          labels: { state: 'dead' },
        } as const,
      ],
    };
    const { url } = await startServer({ health });
    const response = await fetch(`${url}/metrics`);
    expect(response.headers.get('content-type')).toContain('version=0.0.4');
    expect(await response.text()).toBe(
      [
        '# HELP outbox_rows 待发消息',
        '# TYPE outbox_rows gauge',
        'outbox_rows{state="queued"} 3',
        'outbox_rows{state="dead"} 0',
        '# HELP cases_total 事项总数',
        '# TYPE cases_total counter',
        'cases_total 42',
        '',
      ].join('\n'),
    );
  });

  it('escapes what a label may contain', () => {
    const labels = { group: 'a"b\\c\nd' };
    expect(prometheusText([{ name: 'x', help: 'h', type: 'gauge', value: Number.NaN, labels }])).toContain(
      'x{group="a\\"b\\\\c\\nd"} NaN',
    );
  });
});
