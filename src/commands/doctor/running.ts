// The running service as it is seen from this machine, and the callback addresses as far as that can be seen from inside:
// we ask them what the console asks when the settings are saved.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Env } from '../../config/env.ts';
import { createEnvelope, type EnvelopeKeys } from '../../platforms/wecom/envelope.ts';
import { dial } from '../../platforms/wecom/long-connection/socket.ts';
import { type Check, type Finding, fine, note, once, wrong } from './check.ts';
import { type Trouble, troubleOf, troubleWords } from './reachable.ts';

type Wecom = NonNullable<Env['wecom']>;
type Options = {
  readonly env: Env;
  readonly wecom: Wecom;
  readonly now: () => number;
  readonly fetch: typeof fetch;
  readonly timeoutMs: number;
};
type Way = { readonly name: string; readonly path: string; readonly keys: EnvelopeKeys };

const readiness = z.object({
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })),
});

/** Checks of the process, of each callback address, and of the way out to the long connection. */
export function serviceChecks(options: Options): readonly Check[] {
  const { wecom } = options;
  const running = once(() => isRunning(options));
  const ways: Way[] = [];
  if (wecom.appCallback !== undefined) {
    const keys = { ...wecom.appCallback, receiverId: wecom.corpId };
    ways.push({ name: '应用回调', path: '/wecom/app', keys });
  }
  if (wecom.bot.mode === 'callback') {
    ways.push({ name: '机器人回调', path: '/wecom/bot', keys: { ...wecom.bot, receiverId: '' } });
  }
  return [
    { name: '服务', run: () => service(options) },
    ...ways.map((way) => ({ name: way.name, run: async () => callback(options, way, await running()) })),
    ...(wecom.bot.mode === 'websocket' ? [{ name: '机器人长连接', run: () => wayOut(wecom.wsUrl) }] : []),
  ];
}

/** Where this machine reaches the service. */
function home({ env }: Options): string {
  const host = env.host === '0.0.0.0' || env.host === '::' ? '127.0.0.1' : env.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${env.port}`;
}

/** Whether the service answers on this machine. */
export async function isRunning(options: Options): Promise<boolean> {
  try {
    const response = await ask(options, `${home(options)}/healthz`);
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

const DATABASES: Readonly<Record<string, string>> = { sqlite: 'SQLite', postgres: 'PostgreSQL' };

/** The names of /readyz are for machines. */
function inWords({ name, detail }: { readonly name: string; readonly detail: string }): string {
  if (name === 'database') return `数据库 ${DATABASES[detail] ?? detail}`;
  if (name === 'shutdown' || detail.startsWith('机器人')) return detail;
  return `${name === 'bot' ? '机器人' : name} ${detail}`;
}

async function service(options: Options): Promise<readonly Finding[]> {
  const name = '服务';
  const at = home(options);
  let response: Response;
  try {
    response = await ask(options, `${at}/readyz`);
  } catch (error) {
    return [
      wrong(
        name,
        `${at} ${troubleWords(troubleOf(error))}：服务没有在运行，请先 npm start，并看它打印了什么`,
      ),
    ];
  }
  const parsed = readiness.safeParse(await response.json().catch(() => null));
  if (!parsed.success) return [wrong(name, `${at} 上不是本服务：端口被别的程序占用，请改 PORT`)];
  const bad = parsed.data.checks.filter((check) => !check.ok);
  if (bad.length > 0) return bad.map((check) => wrong(name, inWords(check)));
  const said = parsed.data.checks.map(inWords).join('，');
  return [fine(name, `${at} 在运行（${said}）`)];
}

async function callback(options: Options, way: Way, running: boolean): Promise<Finding> {
  const { publicUrl } = options.env;
  const where = publicUrl ?? home(options);
  if (publicUrl === undefined && !running) return wrong(way.name, '服务没有在运行，请先 npm start');
  try {
    const said = await knock(options, where, way);
    // Whatever answers in our place, the reverse proxy with its 502 first of all, has nobody to hand on to.
    if (said.kind === 'stranger' && !running)
      return wrong(way.name, `${where}${way.path} 没有人应答：服务没有在运行，请先 npm start`);
    if (said.kind !== 'ok') return wrong(way.name, `${where}${way.path} ${said.text}`);
  } catch (error) {
    return unreachable(options, way, troubleOf(error), running);
  }
  if (publicUrl !== undefined)
    return fine(way.name, `${where}${way.path} 通，Token 和 EncodingAESKey 与 .env 一致`);
  const text =
    '本机上通，但没有填 PUBLIC_URL，看不到外面能不能到：请在 .env 填 PUBLIC_URL（管理后台里回调地址的域名）';
  return wrong(way.name, text);
}

/** From inside, some networks cannot open their own public address although the world can. */
function unreachable({ env }: Options, { name, path }: Way, trouble: Trouble, running: boolean): Finding {
  const what = `${env.publicUrl ?? ''}${path} ${troubleWords(trouble)}`;
  if (!running) return wrong(name, `${what}；服务也没有在运行，请先 npm start`);
  if (trouble === 'name') return wrong(name, `${what}：请检查域名解析和 PUBLIC_URL 是否写对`);
  if (trouble === 'certificate') return wrong(name, `${what}：请换上受信任的证书并带上中间证书`);
  return note(
    name,
    `${what}，而服务在本机上是通的：有的网络从里面打不开自己的公网地址。请用手机流量打开 ${env.publicUrl}${path}，看到 unsigned 就是通的；打不开请查反向代理和防火墙`,
  );
}

type Said = { readonly kind: 'ok' } | { readonly kind: 'refused' | 'stranger'; readonly text: string };

const REFUSALS: Readonly<Record<string, string>> = {
  signature: '签名不符：服务用的 Token 与 .env 里的不同，改过 .env 请重启',
  undecryptable: '解不开：服务用的 EncodingAESKey 与 .env 里的不同，改过 .env 请重启',
  receiver: '企业 ID 不符：请核对 WECOM_CORP_ID，改过 .env 请重启',
  stale: '时间差太多：请校准服务器时钟',
  unsigned: '参数没有送到：反向代理把查询参数去掉了',
  malformed: '内容被改动：请检查反向代理',
};

/** The question of the console: an encrypted word that must come back in clear. */
async function knock(options: Options, where: string, { path, keys }: Way): Promise<Said> {
  const word = randomBytes(8).readBigUInt64BE().toString();
  const nonce = randomBytes(6).toString('hex');
  const timestamp = String(Math.floor(options.now() / 1000));
  const { encrypted, signature } = createEnvelope(keys).seal(word, { timestamp, nonce });
  const url = new URL(`${where}${path}`);
  const query = { msg_signature: signature, timestamp, nonce, echostr: encrypted };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const response = await ask(options, url.toString());
  const text = (await response.text()).slice(0, 200);
  if (response.ok && text === word) return { kind: 'ok' };
  const known = REFUSALS[text];
  if (known !== undefined) return { kind: 'refused', text: known };
  return {
    kind: 'stranger',
    text: `应答的不是本服务（HTTP ${response.status}）：请检查反向代理是否把 ${path} 原样转到 ${home(options)}`,
  };
}

/** Only the way out is tried: to sign in would push the running service off the line. */
function wayOut(url: string): Promise<Finding> {
  const name = '机器人长连接';
  return new Promise((resolve) => {
    let opened = false;
    const socket = dial(url, {
      open() {
        opened = true;
        socket.close();
        resolve(fine(name, `${url} 连得上（BotID 和 Secret 由运行中的服务验证，见“服务”一项）`));
      },
      text: () => {},
      closed(reason) {
        if (!opened) resolve(wrong(name, `${url} 连不上：${reason}；请放行到该地址的出网连接（443）`));
      },
    });
  });
}

function ask({ fetch: send, timeoutMs }: Options, url: string): Promise<Response> {
  return send(url, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
}
