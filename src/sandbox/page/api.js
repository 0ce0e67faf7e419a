// Talking to the control: state, live changes, and what people do.

/** A refusal with the server's own sentence. */
export class Refused extends Error {}

async function answerOf(/** @type {Response} */ response) {
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(String(answer?.error ?? `服务器没有接受（${response.status}）`));
  return answer;
}

let tellStatus = (/** @type {boolean} */ _connected) => {};

/** A server that is going away may keep the stream open while it takes no more requests. */
const unreachable = () => {
  tellStatus(false);
  throw new Refused('连不上服务器，请稍后再试');
};

/** @returns {Promise<import('./types.js').State>} */
export async function readState() {
  const response = await fetch('/sandbox/state', { cache: 'no-store' }).catch(unreachable);
  tellStatus(true);
  return answerOf(response);
}

/**
 * @param {'say' | 'tell' | 'tap' | 'clock'} act
 * @param {Record<string, unknown>} body
 */
export async function send(act, body) {
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  return answerOf(await fetch(`/sandbox/${act}`, request).catch(unreachable));
}

/** The platform's answer as a sentence when something went wrong, else undefined. */
export function trouble(/** @type {any} */ result) {
  const reason = result?.reason ? `（${result.reason}）` : '';
  if (result?.outcome === 'lost' && result.attempts === 0) return '产品没有连上长连接，不知道这件事';
  if (result?.outcome === 'lost') return `产品没有应答，平台试了 ${result.attempts} 次后放弃${reason}`;
  if (result?.outcome === 'bad-answer') return `平台没有接受产品的应答${reason}`;
  return undefined;
}

/**
 * Calls `changed` at every change. A closed stream is opened again; a missed change is caught up on opening.
 * @param {{ changed: () => void, status: (connected: boolean) => void }} listener
 */
export function watch({ changed, status }) {
  tellStatus = status;
  const source = new EventSource('/sandbox/events');
  source.addEventListener('open', () => {
    status(true);
    changed();
  });
  source.addEventListener('change', () => changed());
  source.addEventListener('error', () => {
    status(false);
    // The browser itself retries a dropped stream, but not a refused one.
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(() => watch({ changed, status }), 3000);
  });
}
