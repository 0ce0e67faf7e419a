// Every code of the platform's table and what we do about it.
// https://developer.work.weixin.qq.com/document/path/90313
import { describe, expect, it } from 'vitest';
import { failureOf, TOKEN_CODES } from '../../../src/platforms/wecom/errors.ts';

type Reaction =
  /** This message again, soon. */
  | 'again'
  /** This message alone, every five minutes, while others go out; the administrator is told which setting. */
  | 'waits for a setting'
  /** Everything of the channel waits out the window. */
  | 'channel waits'
  /** The channel stops, the administrator is told which setting, and it is tried again every five minutes. */
  | 'channel stops'
  /** Nothing in that chat: an answer takes another way, and the administrator is told what to do in the chat. */
  | 'chat stops'
  /** Another token is fetched and the call made once more; after that it waits and the administrator is told. */
  | 'new token'
  /** Given up for these receivers; the administrator is told who. */
  | 'receiver'
  /** Given up; the administrator is told what to change or whom to ask. */
  | 'given up'
  /** Something neutral is said instead. */
  | 'neutral words'
  /** After a lost answer it means that the first attempt had arrived; otherwise another right is used, or it is told. */
  | 'done before'
  /** What still asks is shown again as a new card. */
  | 'shown anew';

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** Words that a hint must have: the setting, the person or the page that heals it. */
const TABLE: readonly (readonly [codes: readonly number[], reaction: Reaction, hint?: RegExp])[] = [
  [[-1, 6000], 'again'],
  [[45009, 45033], 'channel waits'],
  [[40014, 42001, 41001], 'new token', /WECOM_AGENT_SECRET/],
  [[40001, 40013, 40091, 41002, 41004], 'channel stops', /WECOM_CORP_ID 与 WECOM_AGENT_SECRET/],
  [[40056, 301002], 'channel stops', /WECOM_AGENT_ID.*应用管理 → 自建应用 → AgentId/],
  [[40057, 43012], 'waits for a setting', /设置API接收/],
  [[48002], 'given up', /接口权限/],
  [[48006, 50003, 301007], 'channel stops', /管理后台启用应用/],
  [[60020], 'channel stops', /企业可信IP/],
  [[93000, 93004, 93008], 'channel stops', /消息推送/],
  [[93006], 'chat stops', /绑定/],
  [[40003, 46004, 60111, 81013], 'receiver', /bureau\.yaml/],
  [[60011, 50002], 'receiver', /可见范围/],
  [[82001, 82002, 82003], 'given up'],
  [[82004, 85002], 'neutral words'],
  [[45002, 40008, 40035, 40058, 40063, 44004], 'given up', /程序缺陷/],
  [[40004, 40005, 40006, 40007, 40009, 40010, 40011, 40123, 45001, 45007, 40145], 'given up', /重新发送/],
  [[40029], 'given up', /重新打开/],
  [[40050, 86001, 86003, 86008, 86216, 86217], 'given up'],
  [[40093, 42012, 50001, 80001, 85004, 85005], 'given up', /可信域名/],
  [[42014, 42022], 'done before'],
  [[42015, 42016], 'shown anew', /新卡片/],
  [[...range(42017, 42020), ...range(42027, 42051)], 'given up', /程序缺陷/],
  [[42052], 'given up', /更正/],
  [[48009], 'given up'],
  [[846604, 846605, 846608, 853001, 853006], 'given up'],
];

const EXPECTED = {
  again: { kind: 'later' },
  'waits for a setting': { kind: 'later', afterMs: 300_000 },
  'channel waits': { kind: 'later', scope: 'channel' },
  'channel stops': { kind: 'refused', scope: 'channel' },
  'chat stops': { kind: 'refused', scope: 'place' },
  'new token': { kind: 'later' },
  receiver: { kind: 'refused', scope: 'message' },
  'given up': { kind: 'refused', scope: 'message' },
  'neutral words': { kind: 'refused', scope: 'content' },
  'done before': { kind: 'refused', scope: 'already-done' },
  'shown anew': { kind: 'refused', scope: 'gone' },
} as const satisfies Record<Reaction, object>;

const rows = TABLE.flatMap(([codes, reaction, hint]) => codes.map((code) => ({ code, reaction, hint })));

describe('a code of the platform', () => {
  it.each(rows)('$code: $reaction', ({ code, reaction, hint }) => {
    const failure = failureOf(code, 'some words, from ip: 203.0.113.7');
    expect(failure).toMatchObject({ ...EXPECTED[reaction], code: String(code) });
    expect(failure.reason).toMatch(/\p{Script=Han}/u);
    expect(failure.reason).not.toContain('未收录');
    expect(failure.reason).not.toContain('some words');
    if (reaction !== 'channel waits' && reaction !== 'channel stops')
      expect(failure.scope).not.toBe('channel');
    if (failure.kind === 'refused') expect(failure.hint).toMatch(/\p{Script=Han}/u);
    if (hint) expect(failure.hint).toMatch(hint);
    expect(TOKEN_CODES.has(code)).toBe(reaction === 'new token');
  });
});

it('no code stands twice in the table', () => {
  const codes = TABLE.flatMap(([all]) => all);
  expect(new Set(codes).size).toBe(codes.length);
});
