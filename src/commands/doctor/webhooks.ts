// The key of each group. To upload a file shows nothing in the group, and a wrong or withdrawn key is refused; to see
// that messages arrive one must send one.
import type { BureauFile } from '../../config/bureau-file.ts';
import { GROUP_NAMES, sharedKeyWords } from '../../config/group-settings.ts';
import { apiUrl, readAnswer } from '../../platforms/wecom/api.ts';
import { failureOf } from '../../platforms/wecom/errors.ts';
import { type Check, type Finding, fine, wrong } from './check.ts';
import { troubleOf, troubleWords } from './reachable.ts';

type Options = {
  readonly groups: BureauFile['groups'];
  readonly secret: (name: string) => string | undefined;
  readonly apiBase: string;
  readonly send: boolean;
  readonly fetch: typeof fetch;
  readonly timeoutMs: number;
};

const WHERE = '群设置 → 消息推送 → 添加，把地址里 key= 后面的一段填入 .env 的';

/** One check for each group. */
export function webhookChecks(options: Options): readonly Check[] {
  return GROUP_NAMES.map((group) => {
    const name = `${group === 'work' ? '工作群' : '领导群'}推送`;
    // Said once, of the group that gets the wrong messages or none.
    const shared = group === 'leadership' ? sharedKeyWords(options.groups, options.secret) : null;
    if (shared !== null) return { name, run: async () => wrong(name, shared.replace(/。$/, '')) };
    return { name, run: () => webhook(options, name, options.groups[group]) };
  });
}

async function webhook(
  options: Options,
  name: string,
  { title, webhook: variable }: Options['groups']['work'],
): Promise<Finding> {
  const key = options.secret(variable);
  if (key === undefined) return wrong(name, `没有 key：${WHERE} ${variable}`);
  let text: string;
  try {
    text = await (options.send ? post(options, key, title) : upload(options, key));
  } catch (error) {
    return wrong(name, `没有查成：${troubleWords(troubleOf(error))}`);
  }
  const answer = readAnswer(text);
  if (answer === undefined) return wrong(name, '企业微信的答复无法识别，请检查 WECOM_API_BASE 和代理');
  if (answer.errcode !== 0) {
    const { reason, code } = failureOf(answer.errcode, answer.errmsg);
    return wrong(name, `${reason}（${code}）：${WHERE} ${variable}`);
  }
  return fine(
    name,
    options.send
      ? `试发了一条，请在“${title}”里确认（发进了别的群，就是两个 key 填反了）`
      : 'key 有效（没有发消息；加 -- --send 试发一条）',
  );
}

/** https://developer.work.weixin.qq.com/document/path/99110 (文件上传接口) */
async function upload(options: Options, key: string): Promise<string> {
  const form = new FormData();
  form.set('media', new Blob(['舆情助手自检，可忽略。']), 'doctor.txt');
  const url = apiUrl(options.apiBase, '/cgi-bin/webhook/upload_media', { key, type: 'file' });
  return request(options, url, form);
}

async function post(options: Options, key: string, title: string): Promise<string> {
  const content = `【自检】舆情助手发给“${title}”的消息推送。出现在别的群里，是 .env 里的 key 填反了；否则请忽略。`;
  const body = { msgtype: 'text', text: { content } };
  return request(options, apiUrl(options.apiBase, '/cgi-bin/webhook/send', { key }), JSON.stringify(body));
}

async function request(
  { fetch: send, timeoutMs }: Options,
  url: URL,
  body: string | FormData,
): Promise<string> {
  const signal = AbortSignal.timeout(timeoutMs);
  const response = await send(url, { method: 'POST', body, redirect: 'manual', signal });
  return response.text();
}
