// Draws messages with the real adapter, for tests about what goes over the wire.
import type { Destination, Outgoing, Part } from '../../../src/platforms/platform.ts';
import { encodeReplyHandle } from '../../../src/platforms/wecom/reply-handle.ts';
import { stage } from './stage.ts';

export const API = 'http://127.0.0.1:9999';
export const users: Destination = { kind: 'users', ids: ['zhangsan', 'LiSi'] };
export const group: Destination = { kind: 'group', group: 'work' };
export const reply: Destination = {
  kind: 'reply',
  handle: encodeReplyHandle(`${API}/r`, { kind: 'single' }, 1),
};

type Body = {
  touser: string;
  text: { content: string; mentioned_list?: string[] };
  message: { markdown: { content: string } };
  template_card: Record<string, unknown>;
};
export const bodyOf = (part: Part | undefined) => part?.body as Body;
export const draw = (outgoing: Outgoing, options: { resent?: boolean; publicUrl?: string } = {}) => {
  const { resent = false, publicUrl } = options;
  return stage(API, { links: publicUrl ? { publicUrl } : {} }).wecom.render(outgoing, { resent });
};
export const text = (to: Destination, said: string, mention: string[] = []): Outgoing => ({
  kind: 'text',
  to,
  text: said,
  mention,
});
export const contents = (parts: readonly Part[]) => parts.map((part) => bodyOf(part).text.content);
