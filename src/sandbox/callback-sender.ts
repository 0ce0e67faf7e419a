// Delivers one plaintext to a callback URL: sealed afresh for each attempt, repeated only where the platform repeats.
// https://developer.work.weixin.qq.com/document/path/90238 (app: 5 s, repeated 3 times), /101027 (card event of a bot: once)
import { randomBytes } from 'node:crypto';
import { deliverWithFaults } from './callback-faults.ts';
import { type EnvelopeKeys, encryptMessage, sealCallback, signEnvelope } from './envelope.ts';
import { callbackUrl, callProduct } from './post-callback.ts';
import type { CallbackTarget, SwitchboardTaps } from './switchboard.ts';

export type Delivery =
  | { readonly kind: 'answered'; readonly attempts: number; readonly body: string; readonly nonce: string }
  | { readonly kind: 'lost'; readonly attempts: number; readonly reason: string };

export interface CallbackSender {
  deliver(message: string): Promise<Delivery>;
  /** GET with echostr: the product must answer the plaintext and nothing else within 1 s (path/90238). */
  verify(): Promise<boolean>;
}

const VERIFY_MS = 1000;

/** Sends signed and encrypted callbacks with the platform's patience and retries. */
export function createCallbackSender(options: {
  /** The app speaks XML, the bot JSON. */
  readonly to: CallbackTarget;
  readonly keys: EnvelopeKeys;
  readonly url: () => string;
  readonly now: () => number;
  readonly retryDelaysMs: readonly number[];
  readonly timeoutMs: number;
  readonly faults: SwitchboardTaps;
  readonly agentId?: number;
}): CallbackSender {
  const { to, keys, faults } = options;
  const format = to === 'app' ? 'xml' : 'json';
  const seconds = () => Math.floor(options.now() / 1000);

  async function attempt(message: string) {
    const nonce = randomBytes(5).toString('hex');
    const fault = faults.takeCallbackFault(to, ['drop', 'lose-answer']);
    if (fault?.kind === 'drop') return { nonce, outcome: { kind: 'failed', reason: 'dropped' } as const };
    const agent = options.agentId === undefined ? {} : { agentId: options.agentId };
    const sealed = sealCallback({ ...keys, ...agent, format, message, timestamp: seconds(), nonce });
    const url = callbackUrl(options.url(), sealed.query);
    const { body, contentType } = sealed;
    const outcome = await callProduct({
      method: 'POST',
      url,
      body,
      contentType,
      timeoutMs: options.timeoutMs,
    });
    if (fault?.kind === 'lose-answer')
      return { nonce, outcome: { kind: 'failed', reason: 'answer lost' } as const };
    return { nonce, outcome };
  }

  async function deliverOnce(message: string): Promise<Delivery> {
    let reason = '';
    let attempts = 0;
    for (const delay of [0, ...options.retryDelaysMs]) {
      if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
      const { nonce, outcome } = await attempt(message);
      attempts += 1;
      if (outcome.kind === 'answer' && outcome.status === 200) {
        return { kind: 'answered', attempts, body: outcome.body, nonce };
      }
      reason = outcome.kind === 'answer' ? `status ${outcome.status}` : outcome.reason;
    }
    return { kind: 'lost', attempts, reason };
  }

  return {
    deliver: (message) => deliverWithFaults({ faults, to, deliver: () => deliverOnce(message) }),
    async verify() {
      if (options.url() === '') return false;
      const expected = randomBytes(8).readBigUInt64BE().toString();
      const echostr = encryptMessage({ aesKey: keys.aesKey, message: expected, receiveId: keys.receiveId });
      const timestamp = String(seconds());
      const nonce = randomBytes(5).toString('hex');
      const signature = signEnvelope(keys.token, timestamp, nonce, echostr);
      const url = callbackUrl(options.url(), { msg_signature: signature, timestamp, nonce, echostr });
      const outcome = await callProduct({ method: 'GET', url, timeoutMs: VERIFY_MS });
      return outcome.kind === 'answer' && outcome.status === 200 && outcome.body === expected;
    },
  };
}
