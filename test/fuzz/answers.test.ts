// Whatever the platform answers, at every endpoint that is asked: a value of the promised shape or a typed refusal.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAlike, type Looked } from '../../src/core/bureau-plan.ts';
import { MediaUnavailable, type SendOutcome } from '../../src/platforms/platform.ts';
import { createAccessToken, TokenUnavailable } from '../../src/platforms/wecom/access-token.ts';
import { type Api, type Reply, readAnswer } from '../../src/platforms/wecom/api.ts';
import { createAppCalls } from '../../src/platforms/wecom/app-call.ts';
import { ContactsUnavailable, createContacts } from '../../src/platforms/wecom/contacts.ts';
import { createMediaIds } from '../../src/platforms/wecom/hand-over-file.ts';
import { uploadOverLine } from '../../src/platforms/wecom/long-connection/upload.ts';
import { fetchMedia } from '../../src/platforms/wecom/media.ts';
import { createIdentity } from '../../src/platforms/wecom/oauth.ts';
import { createPassiveAnswers } from '../../src/platforms/wecom/passive-answers.ts';
import { withPlainIds } from '../../src/platforms/wecom/plain-ids.ts';
import { appSettings } from '../../src/platforms/wecom/probe.ts';
import { sendPart } from '../../src/platforms/wecom/send.ts';
import { uploadedBy } from '../../src/platforms/wecom/upload.ts';
import { jsonOf, mangled, noise } from './hostile.ts';
import { PATIENCE_MS, RUNS } from './runs.ts';

const BASE = 'https://qyapi.weixin.qq.com';
const NAMES = [
  ...['errcode', 'errmsg', 'access_token', 'expires_in', 'department', 'id', 'name', 'userlist', 'userid'],
  ...['is_leader_in_dept', 'taglist', 'tagid', 'tagname', 'status', 'media_id', 'msgid', 'response_code'],
  ...['invaliduser', 'unlicenseduser', 'userid_list', 'open_userid', 'invalid_open_userid_list', 'close'],
  ...['redirect_domain', 'openid', 'user_ticket', 'upload_id'],
];
const VALUES = [
  0,
  0,
  0,
  1,
  4,
  40_029,
  42_001,
  60_020,
  60_111,
  81_013,
  -1,
  1e21,
  'lisi',
  'a|b',
  '',
  '0042',
  true,
  null,
  [],
  {},
];
const truth = fc.constantFrom(
  ...[
    { errcode: 0, access_token: 't', expires_in: 7200 },
    { errcode: 0, department: [{ id: 1, name: '执法一科' }] },
    { errcode: 0, userlist: [{ userid: 'lisi', name: '李四', department: [1], is_leader_in_dept: [1] }] },
    { errcode: 0, taglist: [{ tagid: 1, tagname: '执法一科' }] },
    { errcode: 0, userid: 'lisi', status: 1 },
    { errcode: 0, media_id: 'm' },
    { errcode: 0, msgid: 'm', response_code: 'rc', invaliduser: 'lisi|wangwu' },
    { errcode: 0, name: '舆情助手', close: 0, redirect_domain: 'a.gov.cn' },
    { errcode: 60_020, errmsg: 'not allow to access from your ip, from ip: 1.2.3.4' },
  ].map((value) => JSON.stringify(value)),
);
/** What came back, as the client hands it on. */
const reply: fc.Arbitrary<Reply> = fc
  .oneof(jsonOf(NAMES, VALUES), mangled(truth, ['{', '}', ',', '"', '[', ']', 'null', '1e999']), noise)
  .map((text) => {
    const answer = readAnswer(text);
    return answer ? { kind: 'answer', answer } : { kind: 'no-answer', reason: '答复无法识别' };
  });

const holds = <T>(arbitrary: fc.Arbitrary<T>, law: (value: T) => Promise<void>): Promise<void> =>
  fc.assert(fc.asyncProperty(arbitrary, law), { numRuns: RUNS });

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

/** Answers every call with the next of `replies`, again from the beginning. */
function apiOf(replies: readonly Reply[]): Api {
  let turn = 0;
  const next = async (): Promise<Reply> => {
    turn += 1;
    return replies[(turn - 1) % replies.length] ?? { kind: 'no-answer', reason: '没有' };
  };
  return { get: next, post: next, upload: next };
}

const cache = {
  get: async (_: string, load: () => Promise<{ readonly value: string }>) => (await load()).value,
  drop: async () => {},
};
const withToken = {
  use: async <T>(call: (token: string) => Promise<T>): Promise<T> => call('t'),
};
const callsOf = (replies: readonly Reply[]) =>
  createAppCalls({ api: apiOf(replies), token: withToken, apiBase: BASE });
const replies = fc.array(reply, { minLength: 1, maxLength: 3 });

function checkOutcome(outcome: SendOutcome): void {
  switch (outcome.kind) {
    case 'sent':
      expect(outcome.undelivered.every(isText)).toBe(true);
      expect([outcome.updateCode ?? 'x', outcome.reference ?? 'x'].every(isText)).toBe(true);
      return;
    case 'unknown':
      expect(isText(outcome.reason)).toBe(true);
      return;
    case 'later':
      expect([isText(outcome.code), isText(outcome.reason), outcome.afterMs >= 0]).toEqual([
        true,
        true,
        true,
      ]);
      return;
    case 'refused':
      expect([outcome.code, outcome.reason, outcome.hint].every(isText)).toBe(true);
  }
}

describe('any answer: a value or a refusal with its reason', { timeout: PATIENCE_MS }, () => {
  it('to the question for a token', () =>
    holds(reply, async (one) => {
      const token = createAccessToken({
        api: apiOf([one]),
        apiBase: BASE,
        corpId: 'ww',
        agentId: 1,
        agentSecret: 's',
        tokens: cache,
        now: () => 0,
        onRefused: () => {},
      });
      const got = token.use(
        async (value) => value,
        () => undefined,
      );
      const value = await got.catch((error: unknown) => error);
      if (value instanceof TokenUnavailable) checkOutcome(value.outcome);
      else expect(isText(value)).toBe(true);
    }));

  it('to a message, its change and its recall', () =>
    holds(reply, async (one) => {
      for (const endpoint of ['message/send', 'message/update_template_card', 'message/recall']) {
        const part = { endpoint: `/cgi-bin/${endpoint}`, body: {}, repeatable: true, budgets: [] };
        const context = {
          api: apiOf([one]),
          token: withToken,
          apiBase: BASE,
          webhooks: {},
          now: () => 0,
          bytesOf: async () => undefined,
          mediaIds: createMediaIds(() => 0),
          passive: createPassiveAnswers(),
        };
        checkOutcome(await sendPart(context, part));
      }
    }));

  it('to an upload, over HTTP and piece by piece over the line', () =>
    holds(replies, async (several) => {
      for (const one of several) {
        const uploaded = uploadedBy(one);
        if (uploaded.kind === 'uploaded') expect(isText(uploaded.mediaId)).toBe(true);
        else checkOutcome(uploaded);
      }
      const answers = apiOf(several);
      const line = {
        async ask() {
          const one = await answers.get(new URL(BASE));
          if (one.kind !== 'answer') return { kind: 'no-answer', reason: one.reason } as const;
          const { errcode, errmsg, ...body } = one.answer;
          return { kind: 'answer', reqId: 'r', errcode, errmsg, body } as const;
        },
      };
      const uploaded = await uploadOverLine(line, {
        type: 'file',
        filename: 'a.pdf',
        bytes: new Uint8Array(10),
      });
      if (uploaded.kind === 'uploaded') expect(isText(uploaded.mediaId)).toBe(true);
      else checkOutcome(uploaded);
    }));

  it('to questions about departments, tags and members', () =>
    holds(replies, async (several) => {
      const contacts = createContacts({ calls: callsOf(several), cache, corpId: 'ww', now: () => 0 });
      for (const kind of ['department', 'tag'] as const) {
        const found = await contacts.members({ kind, name: '执法一科' }).catch((error: unknown) => error);
        if (found instanceof ContactsUnavailable) checkOutcome(found.failure);
        else if (!Array.isArray(found)) expect(found === null || isAlike(found as Looked)).toBe(true);
        else {
          for (const one of found as readonly { id: unknown; name: unknown }[]) {
            expect([typeof one.id, typeof one.name]).toEqual(['string', 'string']);
          }
        }
      }
      const standing = await contacts.standing(['lisi']).catch((error: unknown) => error);
      if (standing instanceof ContactsUnavailable) checkOutcome(standing.failure);
      else expect((standing as ReadonlyMap<string, string>).size).toBe(1);
    }));

  it('to who opens a page, and to how the application is set', () =>
    holds(fc.tuple(reply, fc.string()), async ([one, code]) => {
      const identity = createIdentity({ corpId: 'ww', agentId: 1, calls: callsOf([one]) });
      const visitor = await identity.visitor(code);
      expect(['member', 'outsider', 'bad-code', 'unavailable']).toContain(visitor.kind);
      if (visitor.kind === 'member') expect(isText(visitor.id)).toBe(true);
      const asked = await appSettings(callsOf([one]), 1);
      if (asked.ok) expect(typeof asked.settings.enabled).toBe('boolean');
      else checkOutcome(asked.failure);
    }));

  it('to whose an encrypted id is', () =>
    holds(reply, async (one) => {
      const senders: string[] = [];
      const receive = withPlainIds(
        async ({ sender }) => {
          senders.push(sender);
          return {};
        },
        {
          calls: callsOf([one]),
          ids: { lookUp: async () => undefined, learn: async () => {} },
          log: { info: () => {}, warn: () => {}, error: () => {} },
          now: () => 0,
          alert: async () => {},
        },
      );
      const sender = 'woAJ2GCAAAXtWyujaWJHDDGi0mACAAAA';
      await receive(
        {
          platform: 'wecom',
          channel: 'wecom.bot',
          key: 'k',
          at: 0,
          sender,
          place: { kind: 'single' },
          content: { kind: 'entered' },
        },
        '',
      );
      expect(senders.map(isText)).toEqual([true]);
    }));

  it('to a file that is fetched: its status, its headers and its bytes', () => {
    const header = fc.oneof(
      fc.constantFrom('application/json', 'text/plain', 'image/png', '', '-1', '1e9', '99999999999', '5'),
      fc.string({ unit: fc.constantFrom(...'abc/;=0189 "'), maxLength: 20 }),
    );
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      jsonOf(NAMES, VALUES).map((text) => new Uint8Array(Buffer.from(text))),
      fc.constant(new Uint8Array(Buffer.from('\x89PNG\r\n\x1a\n....'))),
    );
    const status = fc.constantFrom(200, 200, 200, 206, 302, 404, 429, 500);
    const kind = fc.constantFrom('image' as const, 'voice' as const, 'video' as const, 'file' as const);
    const channel = fc.constantFrom('wecom.app', 'wecom.bot', 'other');
    return holds(fc.tuple(status, header, header, bytes, kind, channel), async (made) => {
      const [code, type, length, content, what, from] = made;
      const context = {
        fetch: async () =>
          new Response(new Uint8Array(content), {
            status: code,
            headers: { 'content-type': type, 'content-length': length },
          }),
        timeoutMs: 1_000,
        apiBase: BASE,
        botAesKey: 'RHViYW5EZW1vS2V5Rm9yVGVzdFZlY3RvcnNPbmx5MzI',
        token: withToken,
      };
      const handle = from === 'wecom.bot' ? `${BASE}/f` : 'm';
      const got = fetchMedia(context, { channel: from, kind: what, handle, fetchableUntil: 0 });
      const medium = await got.catch((error: unknown) => error);
      if (medium instanceof MediaUnavailable) expect(isText(medium.message)).toBe(true);
      else expect(medium).toMatchObject({ bytes: expect.any(Uint8Array), type: expect.any(String) });
    });
  });
});
