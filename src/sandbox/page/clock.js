// The virtual clock and the hands that move it.
import { send } from './api.js';
import { byId } from './dom.js';
import { nextHour, officeTime, parts } from './format.js';
import { toast } from './toast.js';

const LOOK_MS = 300;
const MAX_LOOKS = 60;

/** @param {{ changed: () => Promise<unknown> }} options */
export function createClock({ changed }) {
  const panel = byId('clock-hands');
  const toggle = byId('clock-toggle');
  let now = Number.NaN;
  let moving = 0;

  /** Time passes moment by moment behind the answer: looks again until it has arrived. */
  async function arrive(/** @type {number} */ target) {
    for (let look = 0; look < MAX_LOOKS; look += 1) {
      await changed();
      if (now >= target) return;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  async function move(/** @type {number} */ target, /** @type {Record<string, number>} */ body) {
    panel.setAttribute('aria-busy', 'true');
    moving += 1;
    try {
      await send('clock', body);
      await arrive(target);
    } catch (error) {
      toast(error);
    }
    moving -= 1;
    if (moving === 0) panel.removeAttribute('aria-busy');
  }

  const advance = (/** @type {number} */ advanceMs) => move(now + advanceMs, { advanceMs });
  const set = (/** @type {number} */ setAt) => move(setAt, { setAt });

  function show(/** @type {number} */ at) {
    if (!Number.isFinite(at)) return;
    now = at;
    const { date, dateWords, weekday, time, seconds } = parts(at);
    byId('clock-date').textContent = dateWords;
    byId('clock-weekday').textContent = weekday;
    byId('clock-time').textContent = time;
    byId('clock').setAttribute('datetime', `${date}T${time}:${seconds}+08:00`);
    const field = byId('clock-field');
    if (document.activeElement !== field) field.value = `${date}T${time}`;
  }

  for (const button of panel.querySelectorAll('[data-minutes]')) {
    button.addEventListener('click', () => advance(Number(button.dataset.minutes) * 60_000));
  }
  byId('clock-18').addEventListener('click', () => set(nextHour(now, 18)));
  byId('clock-form').addEventListener('submit', (/** @type {Event} */ event) => {
    event.preventDefault();
    const at = officeTime(byId('clock-field').value);
    if (!Number.isFinite(at)) toast('请填完整的日期和时间');
    else if (at <= now) toast('时钟只能往后拨');
    else set(at);
  });
  toggle.addEventListener('click', () => {
    const open = panel.classList.toggle('open');
    toggle.setAttribute('aria-expanded', String(open));
  });

  return {
    show,
    /** Points at one of the buttons. */
    point(/** @type {string} */ selector) {
      panel.classList.add('open');
      toggle.setAttribute('aria-expanded', 'true');
      panel.querySelector(selector)?.focus();
    },
  };
}
