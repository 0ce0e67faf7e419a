// The reaction to every errcode that can come back, with the setting to change.
// https://developer.work.weixin.qq.com/document/path/90313 · 846xxx and 93006 as reported from real tenants.
import {
  channelRefused as channel,
  channelWaits,
  content,
  done,
  gone,
  later,
  message,
  place,
  type Row,
} from './reaction.ts';

const SECRET = '核对 WECOM_CORP_ID 与 WECOM_AGENT_SECRET（管理后台 → 应用管理 → 自建应用）后重启';
const AGENT =
  '核对 WECOM_AGENT_ID 与 WECOM_AGENT_SECRET 是否属于同一个应用（管理后台 → 应用管理 → 自建应用 → AgentId），改后重启';
const CALLBACK = '在应用的“接收消息 → 设置API接收”里保存回调地址，按钮卡片要有它才能发';
const PERSON = '核对 bureau.yaml 里此人的企业微信账号，并确认账号仍在本单位';
const SCOPE = '在应用的“可见范围”里加入此人或其部门';
const ENABLED = '在管理后台启用应用，并确认单位认证在有效期内';
const WEBHOOK = '在群里重新添加“消息推送”，把新地址里的 key 填入 bureau.yaml 所指的环境变量';
const DOMAIN = '在应用的“网页授权及JS-SDK”里核对可信域名，应与 PUBLIC_URL 的域名完全一致';
const BUG = '这是程序缺陷：请把错误码、卡片编号报给维护人员';

/** A setting may have been changed after this, ms. */
const SETTING_MS = 5 * 60_000;

const expand = (codes: readonly number[], row: Row): [number, Row][] => codes.map((code) => [code, row]);
const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** By errcode; 60020 is not here because its answer names an address. */
export const REACTIONS: ReadonlyMap<number, Row> = new Map([
  // Passing.
  ...expand([-1], later(1_000, '企业微信系统繁忙')),
  ...expand([6000], later(3_000, '同一会话发送过密')),
  ...expand([45033], channelWaits(5_000, '并发调用超过限制')),
  ...expand([45009], channelWaits(60_000, '调用频率超过限制')),
  // Credentials and settings.
  ...expand([40014, 42001, 41001], later(60_000, '访问凭据被拒绝，重新获取后仍无效', SECRET)),
  ...expand([40001, 40013, 40091, 41002, 41004], channel('企业ID或应用密钥不正确', SECRET)),
  ...expand([40056, 301002], channel('应用编号不正确', AGENT)),
  // Only cards with buttons need the callback: they wait for the setting, words go on.
  ...expand([40057, 43012], later(SETTING_MS, '应用没有可用的回调地址', CALLBACK)),
  ...expand([48002], message('应用没有调用此接口的权限', '在管理后台检查应用的接口权限')),
  ...expand([48006, 50003, 301007], channel('应用已停用、单位不可用或接口权限被收回', ENABLED)),
  ...expand([48009], message('通讯录同步的密钥不能在新地址调用', AGENT)),
  ...expand([50001, 80001, 85004, 85005], message('网页的可信域名不符合要求', DOMAIN)),
  ...expand([40093, 42012], message('网页的签名凭据不正确', DOMAIN)),
  ...expand([40029], message('网页登录的凭据已用过或已过期', '请重新打开页面')),
  // Groups.
  ...expand([93000, 93004, 93008], channel('群的消息推送地址无效、已停用或已移出群', WEBHOOK)),
  ...expand([93006], place('群编号无效，或机器人已移出群', '把机器人加回群里，由管理员在群里 @ 它发：绑定')),
  ...expand([40050, 86001, 86003, 86008, 86216, 86217], message('群或群成员无效', BUG)),
  // Receivers.
  ...expand([40003, 46004, 60111], message('接收人账号不存在', PERSON)),
  ...expand([81013], message('接收人全部无效', PERSON)),
  ...expand([60011, 50002], message('接收人不在应用可见范围内', SCOPE)),
  ...expand(range(82001, 82003), message('接收人缺失或过多', BUG)),
  // What it says.
  ...expand([82004, 85002], content('内容被平台判定为不安全', '已改发一条不含原文的提示')),
  ...expand([45002], message('文字超过长度限制', BUG)),
  ...expand([40008, 40035, 40058, 40063, 44004], message('消息格式不被接受', BUG)),
  ...expand(
    [...range(40004, 40007), ...range(40009, 40011), 40123, 45001, 45007, 40145],
    message('媒体文件无效、过期或过大', '请对方重新发送一次'),
  ),
  // Cards.
  ...expand([42014], done('这张卡片已经发出过', '无需处理；若对方没有看到卡片，请重新生成一张')),
  ...expand([42022], done('这次回复或更新的凭据已经用过', '无需处理')),
  ...expand([42015, 42016], gone('平台上找不到这张卡片，无法更新', '重新发送一张新卡片')),
  ...expand(range(42017, 42020), message('卡片按钮不被接受', BUG)),
  ...expand(range(42027, 42051), message('卡片字段不被接受', BUG)),
  ...expand([42052], message('已超过可撤回的时间', '补发一条更正')),
  // The bot.
  ...expand([846604], message('点选已超过 5 秒，不能再就地更新', '无需处理，结果另行通知')),
  ...expand([846605], message('回复的凭据无效', BUG)),
  ...expand([846608], message('这条流式回复已过期', '无需处理，另发一条')),
  ...expand([853001, 853006], message('本单位没有开通这项机器人能力', '无需处理')),
]);
