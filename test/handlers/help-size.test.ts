// 帮助 is read on a phone: it comes as one message, whatever rule is loaded.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import { readBureauFile } from '../../src/config/bureau-file.ts';
import { parsePolicy } from '../../src/core/policy/load.ts';
import { TEXT_BYTES } from '../../src/platforms/wecom/limits.ts';
import { deskWith } from './desk.ts';

it.each(readdirSync('templates/bureaus'))('under the rule of %s', async (name) => {
  const { bureau, policyFile } = readBureauFile(`templates/bureaus/${name}`);
  const policy = parsePolicy(readFileSync(policyFile, 'utf8'), policyFile, bureau.answers);
  const help = handlers.find((h) => h.name === 'help');
  const context = { now: 0, bureau, policy, person: 'chen', place: 'single' as const, desk: deskWith([]) };
  const gesture = { word: '帮助', number: null, rest: '', text: '帮助', quoted: null, pictures: 0, held: 0 };
  const answer = await help?.onText?.(context, gesture);
  const text = answer?.kind === 'answer' ? answer.lines.join('\n') : '';
  expect(text).toContain('登记');
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(TEXT_BYTES);
});
