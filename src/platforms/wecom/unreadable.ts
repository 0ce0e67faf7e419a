// A callback that really came from the platform and says nothing we understand: kept as it came, and the administrators
// hear of it, because the platform would only send the same again.
import { createHash } from 'node:crypto';
import type { InboundEvent } from '../platform.ts';
import { type CallbackRoute, NAMES } from './callback-trouble.ts';

/** How the log names it. */
export const NOT_UNDERSTOOD = 'wecom callback not understood';

/** The event in which `raw` is kept; the same bytes are the same event. `now` in epoch ms. */
export function unreadable(route: CallbackRoute, raw: string, now: number): InboundEvent {
  return {
    platform: 'wecom',
    channel: route,
    key: `${route}:unreadable:${createHash('sha256').update(raw).digest('hex')}`,
    at: now,
    // Whoever it was could not be read either.
    sender: '',
    place: { kind: 'single' },
    content: {
      kind: 'unreadable',
      code: `callback:${route}:malformed`,
      reason: `${NAMES[route].name}发来一条认不出来的消息，没有办理`,
      hint: `请把日志里“${NOT_UNDERSTOOD}”一行报给维护人员；有人说发了没有回音的，请其用文字再发一次`,
    },
  };
}
