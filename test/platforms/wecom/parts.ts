// Parts as the adapter renders them, for tests about what becomes of them.
import type { Part } from '../../../src/platforms/platform.ts';
import { encodeReplyHandle } from '../../../src/platforms/wecom/reply-handle.ts';
import { json, type Reply, stage } from './stage.ts';
import { timestamp } from './vectors.ts';

export const SEND = '/cgi-bin/message/send';
export const UPDATE = '/cgi-bin/message/update_template_card';
export const WEBHOOK = '/cgi-bin/webhook/send';
export const NOW = Number(timestamp) * 1000;

export function only(parts: readonly Part[]): Part {
  const [part] = parts;
  if (!part || parts.length > 1) throw new Error('expected one part');
  return part;
}

export const render = (apiBase: string) => stage(apiBase).wecom.render;
export const toUser = (base: string) =>
  only(
    render(base)(
      { kind: 'text', to: { kind: 'users', ids: ['zhangsan'] }, text: '通知', mention: [] },
      { resent: false },
    ),
  );
export const toGroup = (base: string, group: 'work' | 'leadership' = 'work') =>
  only(
    render(base)(
      { kind: 'text', to: { kind: 'group', group }, text: '通知', mention: [] },
      { resent: false },
    ),
  );
export const inReply = (base: string, at = NOW, path = '/r') => {
  const handle = encodeReplyHandle(`${base}${path}`, { kind: 'single' }, at);
  return only(
    render(base)(
      { kind: 'text', to: { kind: 'reply', handle }, text: '收到', mention: [] },
      { resent: false },
    ),
  );
};

export const refused = (errcode: number, errmsg = 'hint: [x], from ip: 203.0.113.7, more info') =>
  json({ errcode, errmsg });
export const hang: Reply = () => {};
export const reset: Reply = (response) => void response.destroy();
