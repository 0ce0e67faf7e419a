// What the platform warns of about the application itself: a right about to be lost, a member who can no longer be
// reached. https://developer.work.weixin.qq.com/document/path/90240
import type { InboundContent } from '../platform.ts';

type Warning = Extract<InboundContent, { kind: 'warning' }>;

const USE_HINT =
  '请让几位同事今天打开应用发一条消息，并到管理后台 → 应用管理 → 自建应用 查看提示；停用后消息会以 48006 被拒绝';

// An application that nobody uses loses its rights (48006). The last two of each three say that it is over.
const ACTIVITY: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
  inactive_alert: ['企业微信提示：应用长期没有人用，将被停用', USE_HINT],
  close_inactive_agent: ['企业微信因长期没有人用，停用了应用', '在管理后台 → 应用管理 → 自建应用 重新启用'],
  reopen_inactive_agent: ['企业微信重新启用了应用', '无需处理'],
  low_active_alert: ['企业微信提示：应用使用的人太少，接口权限将被收回', USE_HINT],
  low_active: ['企业微信因应用使用的人太少，收回了接口权限', USE_HINT],
  active_restored: ['企业微信恢复了应用的接口权限', '无需处理'],
};

/** Shanghai time of a moment in seconds, `2026-11-23 08:40`. */
function momentText(seconds: string | undefined): string {
  if (seconds === undefined || !/^\d{1,10}$/.test(seconds)) return '';
  const shanghai = new Date(Number(seconds) * 1000 + 8 * 3_600_000).toISOString();
  return `（${shanghai.slice(0, 16).replace('T', ' ')} 起）`;
}

/** The warning in an event, or undefined when the event is none. `effectTime` is in seconds. */
export function warningOf(event: string, effectTime: string | undefined): Warning | undefined {
  if (event === 'unsubscribe') {
    const reason = '此人已看不到应用，发给此人的消息会送不到';
    const hint = '若此人已离任，请在 bureau.yaml 里换人；否则在应用的“可见范围”里把此人加回来';
    return { kind: 'warning', code: event, reason, hint, ofSender: true };
  }
  const known = Object.hasOwn(ACTIVITY, event) ? ACTIVITY[event] : undefined;
  if (!known) return undefined;
  const reason = `${known[0]}${momentText(effectTime)}`;
  return { kind: 'warning', code: event, reason, hint: known[1], ofSender: false };
}
