// A tiny product on the other end of the callbacks, and a tenant to talk to. Knows nothing of src but the sandbox.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decryptMessage, encryptMessage, signEnvelope } from '../../src/sandbox/envelope.ts';
import { createTenant, type Tenant } from '../../src/sandbox/tenant.ts';
import type { TenantOptions } from '../../src/sandbox/tenant-types.ts';

export const CORP = 'wwdemo0000000001';
export const APP = {
  agentId: 1000007,
  secret: 'app-secret',
  token: 'dubanToken01',
  aesKey: 'RHViYW5EZW1vS2V5Rm9yVGVzdFZlY3RvcnNPbmx5MzI',
};
export const BOT = { id: 'aib-1', name: '舆情助手', token: 'botToken02', aesKey: APP.aesKey };
/** The same bot on the long connection. */
export const LINE_BOT = { ...BOT, callbackUrl: '', mode: 'websocket', secret: 'bot-secret' } as const;
export const PEOPLE = [
  { id: 'zhangsan', name: '张三' },
  { id: 'lisi', name: '李四' },
  { id: 'wangzong', name: '王总' },
] as const;
export const GROUP = {
  chatId: 'wrWORK',
  name: '舆情工作群',
  members: ['zhangsan', 'lisi'],
  webhookKey: 'hook-1',
};
/** 2026-01-01T00:00:00Z */
export const START = 1767225600000;

export interface Heard {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
  /** The decrypted message. */
  readonly message: string;
}

type Answerer = (heard: Heard, res: ServerResponse) => void;

export interface World {
  readonly tenant: Tenant;
  readonly base: string;
  readonly wsUrl: string;
  readonly heard: Heard[];
  readonly clock: { at: number };
  /** What the product answers from now on; default: 200 with an empty body. */
  answer(how: Answerer): void;
  token(): Promise<string>;
  post(path: string, body: unknown): Promise<Record<string, unknown>>;
  /** POST with a fresh access_token. */
  api(path: string, body: unknown): Promise<Record<string, unknown>>;
  /** message/send with agentid and touser filled in. */
  send(body: Record<string, unknown>): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

async function text(req: IncomingMessage): Promise<string> {
  let all = '';
  for await (const part of req) all += String(part);
  return all;
}

export function empty(_heard: Heard, res: ServerResponse): void {
  res.writeHead(200).end();
}

/** Answers a bot callback with this inner JSON, sealed as a product would. */
export function botAnswer(inner: unknown): Answerer {
  return (heard, res) => {
    const nonce = heard.query.get('nonce') ?? '';
    const timestamp = START / 1000;
    const encrypt = encryptMessage({ aesKey: BOT.aesKey, message: JSON.stringify(inner), receiveId: '' });
    const msgsignature = signEnvelope(BOT.token, String(timestamp), nonce, encrypt);
    res.end(JSON.stringify({ encrypt, msgsignature, timestamp, nonce }));
  };
}

/** Answers an app callback with this inner XML, sealed as a product would. */
export function appAnswer(inner: string): Answerer {
  return (_heard, res) => {
    const [timestamp, nonce] = [String(START / 1000), 'n1'];
    const encrypt = encryptMessage({ aesKey: APP.aesKey, message: inner, receiveId: CORP });
    const signature = signEnvelope(APP.token, timestamp, nonce, encrypt);
    res.end(
      `<xml><Encrypt><![CDATA[${encrypt}]]></Encrypt><MsgSignature>${signature}</MsgSignature><TimeStamp>${timestamp}</TimeStamp><Nonce>${nonce}</Nonce></xml>`,
    );
  };
}

function open(path: string, body: string): string {
  if (path === '/app') {
    const encrypt = /<Encrypt><!\[CDATA\[(.*?)\]\]><\/Encrypt>/.exec(body)?.[1] ?? '';
    return decryptMessage({ aesKey: APP.aesKey, encrypt, receiveId: CORP });
  }
  const { encrypt } = JSON.parse(body) as { encrypt: string };
  return decryptMessage({ aesKey: BOT.aesKey, encrypt, receiveId: '' });
}

export async function createWorld(options: Partial<TenantOptions> = {}): Promise<World> {
  const heard: Heard[] = [];
  const clock = { at: START };
  let how: Answerer = empty;
  const product = createServer(async (req, res) => {
    const url = new URL(req.url ?? '/', 'http://product');
    const body = await text(req);
    if (req.method === 'GET') {
      const id = url.pathname === '/app' ? CORP : '';
      res.end(
        decryptMessage({ aesKey: APP.aesKey, encrypt: url.searchParams.get('echostr') ?? '', receiveId: id }),
      );
      return;
    }
    const one = { path: url.pathname, query: url.searchParams, body, message: open(url.pathname, body) };
    heard.push(one);
    how(one, res);
  });
  await new Promise<void>((resolve) => product.listen(0, '127.0.0.1', resolve));
  const home = `http://127.0.0.1:${(product.address() as AddressInfo).port}`;
  const tenant = createTenant({
    now: () => clock.at,
    corpId: CORP,
    app: { ...APP, callbackUrl: `${home}/app` },
    bot: { ...BOT, callbackUrl: `${home}/bot` },
    people: PEOPLE,
    groups: [GROUP],
    retryDelaysMs: [0, 0, 0],
    streamPollMs: 0,
    ...options,
  });
  const { base, wsUrl } = await tenant.listen();

  async function post(path: string, body: unknown): Promise<Record<string, unknown>> {
    const url = path.startsWith('http') ? path : `${base}${path}`;
    const res = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
    return (await res.json()) as Record<string, unknown>;
  }
  async function token(): Promise<string> {
    const res = await fetch(`${base}/cgi-bin/gettoken?corpid=${CORP}&corpsecret=${APP.secret}`);
    return String(((await res.json()) as Record<string, unknown>).access_token);
  }
  const api = async (path: string, body: unknown) => post(`${path}?access_token=${await token()}`, body);

  return {
    tenant,
    base,
    wsUrl,
    heard,
    clock,
    answer(next) {
      how = next;
    },
    token,
    post,
    api,
    send: (body) => api('/cgi-bin/message/send', { agentid: APP.agentId, touser: 'wangzong', ...body }),
    async close() {
      await tenant.close();
      await new Promise<void>((resolve) => {
        product.close(() => resolve());
        product.closeAllConnections();
      });
    },
  };
}

/** A valid button card. */
export function buttonCard(taskId: string, extra: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    card_type: 'button_interaction',
    main_title: { title: 'YQ-2026-0042 请定级' },
    task_id: taskId,
    button_list: [
      { type: 0, text: '一般', style: 1, key: 'grade.general' },
      { type: 1, text: '查看详情', url: 'https://example.cn/h5' },
    ],
    ...extra,
  };
}
