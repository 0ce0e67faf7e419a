import { expect, it } from 'vitest';
import { createLog } from '../src/log.ts';

function written(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog({ level: 'debug', destination: { write: (line) => void lines.push(line) } }));
  return lines.join('');
}

it('hides secret fields at any depth', () => {
  const line = written((log) =>
    log.info(
      {
        a: [
          { access_token: 's3cret', deep: { response_code: 's3cret', AESKEY: 's3cret', Cookie: 's3cret' } },
        ],
      },
      '完成',
    ),
  );
  expect(line).not.toContain('s3cret');
  expect(JSON.parse(line)).toMatchObject({ level: 'info', msg: '完成' });
});

it.each([
  'https://qyapi.weixin.qq.com/cgi-bin/gettoken?corpid=ww1&corpsecret=s3cret',
  'https://qyapi.weixin.qq.com/cgi-bin/message/send?access_token=s3cret&debug=1',
  'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=s3cret',
  '/wecom/app?msg_signature=s3cret&nonce=1',
  '{"errcode":0,"access_token":"s3cret"}',
  '<xml><Encrypt><![CDATA[s3cret]]></Encrypt></xml>',
  '/h5/callback?code=s3cret&state=s3cret',
  'https://qyapi.weixin.qq.com/cgi-bin/auth/getuserinfo?access_token=s3cret&code=s3cret',
  '{"cmd":"aibot_subscribe","headers":{"req_id":"1"},"body":{"bot_id":"b","secret":"s3cret"}}',
  JSON.stringify({ frame: '{"body":{"secret": "s3cret","aeskey":"s3cret"}}' }),
  'redis://default:s3cret@10.0.0.1:6379',
  'postgres://yuqing:s3cret@db/yuqing',
])('hides the secret inside the text %s', (text) => {
  const error = new Error(`fetch failed: ${text}`, { cause: new Error(text) });
  const line = written((log) => log.error({ err: error, url: text }, `失败 ${text}`));
  expect(line).not.toContain('s3cret');
  expect(JSON.parse(line).err).toMatchObject({ type: 'Error', cause: { type: 'Error' } });
});

it('leaves alone what only looks like a secret', () => {
  const line = written((log) =>
    log.info({ keyword: '房价', url: 'https://x.cn/?monkey=1&tokens=2' }, '收到'),
  );
  expect(JSON.parse(line)).toMatchObject({ keyword: '房价', url: 'https://x.cn/?monkey=1&tokens=2' });
});

it('writes a line about things that contain themselves', () => {
  const loop: Record<string, unknown> = { id: 1n, body: Buffer.from('abc') };
  loop.self = loop;
  expect(JSON.parse(written((log) => log.warn(loop, '循环')))).toMatchObject({ id: '1', body: '[3 字节]' });
});

it('writes nothing below its level', () => {
  const lines: string[] = [];
  const log = createLog({ level: 'warn', destination: { write: (line) => void lines.push(line) } });
  log.info({}, '不写');
  log.warn({}, '写');
  expect(lines).toHaveLength(1);
});
