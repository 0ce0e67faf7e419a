// What the doctor does only when asked: a test message to every administrator, and the menu of the application.
import type { Bureau } from '../../core/bureau.ts';
import type { AppCalls, Failure } from '../../platforms/wecom/app-call.ts';
import { APP_MENU, setMenu } from '../../platforms/wecom/menu.ts';
import { type Check, type Finding, fine, wrong } from './check.ts';

type Options = { readonly calls: AppCalls; readonly agentId: number; readonly bureau: Bureau };

/** `--send`: the groups get theirs by their webhooks. */
export function sendCheck({ calls, agentId, bureau }: Options): Check {
  const name = '应用试发';
  return {
    name,
    async run(): Promise<Finding> {
      const people = bureau.people.filter((person) => bureau.administrators.includes(person.id));
      const ids = people.flatMap((person) => person.ids.wecom ?? []);
      const names = people.map((person) => person.name).join('、');
      if (ids.length === 0) return wrong(name, '管理员都没有写企业微信账号：请在单位文件 people 里补 wecom');
      const text = { content: '【自检】舆情助手的应用消息正常，请忽略。' };
      const body = { touser: ids.join('|'), msgtype: 'text', agentid: agentId, text };
      const asked = await calls.post('/cgi-bin/message/send', {}, body);
      if (!asked.ok) return wrong(name, failureWords(asked.failure));
      const missed = String(asked.answer.invaliduser ?? '');
      if (missed !== '') return wrong(name, `管理员里有人收不到（${missed}）：请核对账号和应用的可见范围`);
      return fine(name, `已发给管理员 ${names}，请在手机上确认`);
    },
  };
}

/** `--menu`. */
export function menuCheck({ calls, agentId }: Pick<Options, 'calls' | 'agentId'>): Check {
  return {
    name: '菜单',
    async run(): Promise<Finding> {
      const failure = await setMenu(calls, agentId);
      const names = APP_MENU.button.map((button) => button.name).join('、');
      return failure === null
        ? fine('菜单', `已设为 ${names}，重新打开应用对话就能看到`)
        : wrong('菜单', failureWords(failure));
    },
  };
}

function failureWords({ reason, hint, code }: Failure): string {
  return `${reason}（${code}）${hint === undefined ? '' : `：${hint}`}`;
}
