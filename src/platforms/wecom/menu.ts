// The menu at the bottom of the app's conversation. A tap on it arrives as the event `click` with the key.
// https://developer.work.weixin.qq.com/document/path/90231
import type { AppCalls, Failure } from './app-call.ts';

/** What a member may ask for with one tap; the key is the text that they would type. */
export const APP_MENU = {
  button: [
    { type: 'click', name: '我的待办', key: '待办' },
    { type: 'click', name: '今日情况', key: '今日' },
    {
      name: '更多',
      sub_button: [
        { type: 'click', name: '台账', key: '台账' },
        { type: 'click', name: '怎么用', key: '帮助' },
      ],
    },
  ],
} as const;

/** Replaces the menu; null when it is set, otherwise why not. */
export async function setMenu(calls: AppCalls, agentId: number): Promise<Failure | null> {
  const asked = await calls.post('/cgi-bin/menu/create', { agentid: String(agentId) }, APP_MENU);
  return asked.ok ? null : asked.failure;
}
