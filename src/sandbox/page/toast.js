// Short sentences at the edge of the page.
import { byId, el } from './dom.js';

const MAX = 4;
const SHOWN_MS = 8000;

/** @param {unknown} error an Error or a sentence */
export function toast(error, tone = 'bad') {
  const box = byId('toasts');
  const text = error instanceof Error ? error.message : String(error);
  const close = el('button', { type: 'button', class: 'toast-close', 'aria-label': '关闭提示', text: '×' });
  const item = el('div', { class: `toast toast-${tone}` }, el('span', { text }), close);
  close.addEventListener('click', () => item.remove());
  box.append(item);
  while (box.children.length > MAX) box.firstElementChild.remove();
  setTimeout(() => item.remove(), SHOWN_MS);
}
