// What else comes from outside: the query of a callback, the cookie and state of a page, the key of a button, a file that
// somebody edited, a request of the drill page.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Context } from 'koa';
import { afterAll, describe, expect, it } from 'vitest';
import { readBureauFile } from '../../src/config/bureau-file.ts';
import { BotError } from '../../src/core/errors.ts';
import { parsePolicy } from '../../src/core/policy/load.ts';
import { createSessions } from '../../src/http/sessions.ts';
import { createEnvelope } from '../../src/platforms/wecom/envelope.ts';
import { isSigned, openVerified, readStamp } from '../../src/platforms/wecom/verify.ts';
import { readSay, readTap, readTell } from '../../src/sandbox/control-input.ts';
import { ImpossibleAct } from '../../src/sandbox/impossible-act.ts';
import { isRecord, parseJson } from '../../src/sandbox/json-shape.ts';
import { caseAfter, contextOf, router } from '../handlers/desk.ts';
import { jsonOf, mangled, noise, TRAPS } from './hostile.ts';
import { PATIENCE_MS, RUNS } from './runs.ts';

const folder = mkdtempSync(join(tmpdir(), 'doors-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const runs = { numRuns: RUNS };

describe('at every other door: a value or a typed refusal', { timeout: PATIENCE_MS }, () => {
  it('the query of a callback', () => {
    const envelope = createEnvelope({
      token: 'dubanToken01',
      aesKey: 'RHViYW5EZW1vS2V5Rm9yVGVzdFZlY3RvcnNPbmx5MzI',
      receiverId: '',
    });
    const value = fc.oneof(
      noise,
      fc.constant(undefined),
      fc.constantFrom('1767225600', '0', '-1', '1e9', 'NaN', 'f'.repeat(40)),
      fc.array(noise, { maxLength: 2 }),
    );
    const query = fc.record({ msg_signature: value, timestamp: value, nonce: value });
    fc.assert(
      fc.property(query, noise, (asked, encrypted) => {
        expect(isSigned(envelope, asked, encrypted)).toBe(false);
        const read = readStamp(asked, 1_767_225_600_000);
        const opened = read.ok ? openVerified(envelope, read.stamp, encrypted) : read;
        expect(opened.ok).toBe(false);
        if (!opened.ok) expect([401, 403]).toContain(opened.status);
      }),
      runs,
    );
  });

  it('what is encrypted', () => {
    const envelope = createEnvelope({ token: 't', aesKey: 'a'.repeat(43), receiverId: '' });
    const sealed = envelope.seal('{"msgid":"m"}', { timestamp: '1', nonce: 'n' }).encrypted;
    const base64 = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('base64'));
    fc.assert(
      fc.property(fc.oneof(noise, base64, mangled(fc.constant(sealed), ['A', '=', '+', '/'])), (text) => {
        const opened = envelope.open(text);
        expect(opened.ok ? typeof opened.message : isText(opened.reason)).toBe(opened.ok ? 'string' : true);
      }),
      runs,
    );
  });

  it('the state and the cookies of a page', async () => {
    const kept = new Map<string, string>();
    const sessions = createSessions({
      secure: true,
      notes: {
        put: async (name, value) => void kept.set(name, value),
        read: async (name) => kept.get(name),
        take: async (name) => kept.get(name),
      },
    });
    const ctxOf = (cookie: string | undefined) =>
      ({ cookies: { get: () => cookie }, append: () => {} }) as unknown as Context;
    const state = await sessions.enter(ctxOf(undefined), { to: '/h5/me', again: false });
    const cookie = fc.oneof(
      fc.constant(undefined),
      noise,
      fc.string({ unit: 'binary', minLength: 43, maxLength: 43 }),
      fc.constantFrom('é'.repeat(43), state),
    );
    await fc.assert(
      fc.asyncProperty(cookie, fc.oneof(fc.constant(state), noise), async (sent, given) => {
        expect(await sessions.entered(ctxOf(sent), given)).toBeUndefined();
        expect(await sessions.current(ctxOf(sent))).toBeUndefined();
      }),
      runs,
    );
  });

  it('the key of a button and what was chosen', async () => {
    const number = 'YQ-2026-0001';
    const context = contextOf('wang', [caseAfter(number)]);
    const word = fc.oneof(
      fc.constantFrom('grade', 'assign', 'sign', 'approve', 'return', 'facts', 'major', 'unit', ...TRAPS),
      noise,
    );
    const chosen = fc.dictionary(word, fc.array(word, { maxLength: 3 }), { maxKeys: 4 });
    await fc.assert(
      fc.asyncProperty(word, word, chosen, async (action, argument, selections) => {
        const intent = await router.routeTap(context, { number, action, argument, selections });
        if (intent.kind === 'command') expect(intent.number).toBe(number);
        if (intent.kind === 'answer') expect(isText(intent.lines.join('').trim())).toBe(true);
      }),
      runs,
    );
  });

  it('a rule and a bureau file', () => {
    const pieces = [
      '\n',
      '  ',
      '- ',
      ': ',
      '*a',
      '&a ',
      '!!js ',
      '{',
      '}',
      '[',
      '|',
      '>',
      '"',
      '#',
      '%',
      '? ',
    ];
    const bureau = 'bureau: {id: a, name: 甲}\npolicy: p.yaml\npeople:\n  - {id: b, name: 乙}\n';
    const rule = 'policy: {id: a, title: 制度, version: 1}\ngrades:\n  - {id: g, name: 一般}\nroutes: []\n';
    const text = fc.oneof(noise, mangled(fc.constantFrom(bureau, rule), pieces));
    const file = join(folder, 'bureau.yaml');
    const readsOrRefuses = (read: () => unknown): void => {
      try {
        read();
      } catch (error) {
        expect(error).toBeInstanceOf(BotError);
        expect(isText((error as BotError).hint)).toBe(true);
      }
    };
    fc.assert(
      fc.property(text, (written) => {
        writeFileSync(file, written);
        readsOrRefuses(() => readBureauFile(file));
        readsOrRefuses(() => parsePolicy(written, 'x'));
      }),
      runs,
    );
  });

  it('a request of the drill page', () => {
    const names = ['from', 'group', 'text', 'imageBase64', 'quote', 'to', 'link', 'title', 'url', 'key'];
    const more = ['messageId', 'selections', 'latitude', 'longitude', 'label', 'location', 'voice', 'picUrl'];
    const values = ['lisi', 'wrWORK', 'bot', 'app', 'data:image/png;base64,AAAA', '', 0, true, null];
    fc.assert(
      fc.property(fc.oneof(noise, jsonOf([...names, ...more], values)), (text) => {
        const body = parseJson(text);
        if (!isRecord(body)) return;
        for (const read of [readSay, readTell, readTap]) {
          try {
            expect(typeof read(body)).toBe('object');
          } catch (error) {
            expect(error).toBeInstanceOf(ImpossibleAct);
          }
        }
      }),
      runs,
    );
  });
});
