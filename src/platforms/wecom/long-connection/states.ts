// What the state of the connection means to an operator: a sentence for /readyz, and what an administrator must do.
import type { Trouble } from '../../platform.ts';
import { failureOf } from '../errors.ts';
import { isHopeless, isThrottled } from './back-off.ts';
import type { State } from './keeper.ts';
import type { Ending } from './link.ts';

/** Down for longer than this, the wait ahead included, is worth a word to the administrators, ms. */
export const DOWN_TOO_LONG_MS = 120_000;

const CONSOLE = '管理后台 → 安全与管理 → 管理工具 → 智能机器人';

/** Why a connection ended, in plain words. */
function reasonOf(ending: Ending): string {
  switch (ending.kind) {
    case 'dropped':
    case 'silent':
      return ending.reason;
    case 'evicted':
      return '另一个进程用同一个机器人密钥连上了企业微信，本机的长连接被顶替';
    case 'closed':
      return '连接已关闭';
    case 'refused':
      if (isHopeless(ending)) return `企业微信拒绝了机器人长连接（错误码 ${ending.errcode}）`;
      return isThrottled(ending)
        ? `企业微信认为连接过于频繁（错误码 ${ending.errcode}）`
        : `企业微信拒绝了机器人长连接：${failureOf(ending.errcode, ending.errmsg).reason}（错误码 ${ending.errcode}）`;
  }
}

/** Whether messages of the bot flow, or another instance sees to it. */
export function describe(state: State): { readonly ok: boolean; readonly detail: string } {
  switch (state.kind) {
    case 'connected':
      return { ok: true, detail: '机器人长连接已接通' };
    case 'standby':
      return { ok: true, detail: '机器人长连接由另一个实例维持' };
    case 'connecting':
      return { ok: false, detail: '机器人长连接正在接通' };
    case 'waiting': {
      const seconds = Math.ceil(state.ms / 1000);
      return { ok: false, detail: `机器人长连接断开：${reasonOf(state.after)}；${seconds} 秒内再试` };
    }
    case 'refused':
      return { ok: false, detail: `机器人长连接已停：${reasonOf(state.after)}` };
    case 'stopped':
      return { ok: false, detail: '机器人长连接已停' };
  }
}

/** What the administrators are told when the state is entered, `downMs` after the last connection; undefined: nothing. */
export function troubleOf(state: State, downMs: number): Trouble | undefined {
  if (state.kind === 'refused') {
    return {
      cause: 'bot-credentials',
      reason: `机器人长连接的凭据不正确，已停止连接：${reasonOf(state.after)}`,
      hint: `核对 WECOM_BOT_ID 与 WECOM_BOT_SECRET（${CONSOLE} → 长连接；重新生成后旧密钥作废），改好后重启`,
    };
  }
  if (state.kind !== 'waiting') return undefined;
  if (state.after.kind === 'evicted') {
    return {
      cause: 'bot-evicted',
      reason: reasonOf(state.after),
      hint: `请停掉使用同一个 WECOM_BOT_SECRET 的其他程序；找不到时到${CONSOLE} → 长连接重新生成密钥，更新 WECOM_BOT_SECRET 后重启。约 ${Math.ceil(state.ms / 60_000)} 分钟后自动再试`,
    };
  }
  // Told no by a setting, waiting does not help; anything else may pass by itself.
  if (!settingRefuses(state.after) && downMs + state.ms < DOWN_TOO_LONG_MS) return undefined;
  const cause = settingRefuses(state.after) ? 'bot-refused' : 'bot-down';
  const reason = `机器人长连接断开，群里的话暂时收不到：${reasonOf(state.after)}`;
  return { cause, reason, hint: hintOf(state.after) };
}

const settingRefuses = (ending: Ending): boolean =>
  ending.kind === 'refused' && failureOf(ending.errcode, ending.errmsg).kind === 'refused';

function hintOf(ending: Ending): string {
  if (isThrottled(ending)) {
    return '无需处理，稍后自动再连；若反复出现，请查是否有别的程序在用同一个机器人';
  }
  if (ending.kind !== 'refused') {
    return '请确认本机能访问 WECOM_WS_URL（默认 wss://openws.work.weixin.qq.com），网络恢复后自动接通';
  }
  if (!settingRefuses(ending)) return '无需处理，稍后自动再连';
  return `请到${CONSOLE} 核对这个机器人：没有停用，用 API 模式的长连接，WECOM_BOT_ID 是它的编号；改好后自动接通`;
}
