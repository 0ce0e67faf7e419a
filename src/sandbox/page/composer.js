// The text box: a draft per person and conversation, quotes, pictures and forwarded links.
import { Refused, send, trouble } from './api.js';
import { byId } from './dom.js';
import { toast } from './toast.js';

/** Base64 grows a picture by a third; the server takes 8 MB. */
const MAX_PICTURE = 5.5 * 1024 * 1024;

/**
 * @typedef {import('./types.js').Conversation} Conversation
 * @typedef {{ text: string, quote?: { id: string, words: string }, picture?: { name: string, dataUrl: string } }} Draft
 */

/** @returns {Promise<string>} */
function dataUrlOf(/** @type {File} */ file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result)));
    reader.addEventListener('error', () => reject(new Refused('读不了这张图片')));
    reader.readAsDataURL(file);
  });
}

/**
 * @param {object} options
 * @param {() => void} options.sent
 * @param {(messageId: string, words: string) => void} options.failed
 */
export function createComposer({ sent, failed }) {
  const form = byId('composer');
  const box = byId('text');
  const linkForm = byId('link-form');
  /** @type {Map<string, Draft>} */
  const drafts = new Map();
  /** @type {Set<string>} conversations where the person chose to talk past the bot */
  const withoutCall = new Set();
  /** @type {{ key: string, talk: Conversation, me: string, botName: string } | undefined} */
  let place;

  const call = () => (place === undefined ? '' : `@${place.botName} `);
  const prefill = (/** @type {string} */ key) =>
    place?.talk.kind === 'group' && !withoutCall.has(key) ? call() : '';

  function draft() {
    const key = place?.key ?? '';
    const known = drafts.get(key);
    if (known !== undefined) return known;
    const fresh = { text: prefill(key) };
    drafts.set(key, fresh);
    return fresh;
  }

  function showExtras() {
    const { quote, picture } = draft();
    byId('quoting').hidden = quote === undefined;
    byId('quoting-words').textContent = quote?.words ?? '';
    byId('picture').hidden = picture === undefined;
    byId('picture-name').textContent = picture?.name ?? '';
    if (picture === undefined) byId('picture-preview').removeAttribute('src');
    else byId('picture-preview').src = picture.dataUrl;
  }

  function fill() {
    box.value = draft().text;
    box.setSelectionRange(box.value.length, box.value.length);
    showExtras();
  }

  /** The requests one press of the button stands for. The app hears a picture and words as two messages. */
  function requests(/** @type {Draft} */ { text, quote, picture }) {
    if (place === undefined) return [];
    const { me: from, talk } = place;
    const words = text.trim() === '' ? {} : { text: text.trim() };
    const image = picture === undefined ? {} : { imageBase64: picture.dataUrl };
    const quoted = quote === undefined ? {} : { quote: quote.id };
    if (talk.kind === 'group')
      return [{ act: 'say', body: { from, group: talk.id, ...words, ...image, ...quoted } }];
    if (talk.kind === 'bot')
      return [{ act: 'tell', body: { to: 'bot', from, ...words, ...image, ...quoted } }];
    return [image, words]
      .filter((part) => Object.keys(part).length > 0)
      .map((part) => ({ act: 'tell', body: { to: 'app', from, ...part } }));
  }

  async function post(/** @type {string} */ act, /** @type {Record<string, unknown>} */ body) {
    const result = await send(/** @type {'say' | 'tell'} */ (act), body);
    const words = trouble(result);
    if (words === undefined) return;
    toast(words);
    if (typeof result.messageId === 'string') failed(result.messageId, words);
  }

  async function submit() {
    if (place === undefined) return;
    const { key } = place;
    const said = draft();
    const bare = said.text.trim() === '' || said.text === prefill(key);
    if (bare && said.picture === undefined && said.quote === undefined) {
      box.focus();
      return;
    }
    if (place.talk.kind === 'group') {
      if (said.text.includes(call().trim())) withoutCall.delete(key);
      else withoutCall.add(key);
    }
    const work = requests(said);
    drafts.delete(key);
    fill();
    sent();
    try {
      for (const { act, body } of work) await post(act, body);
    } catch (error) {
      toast(error);
      // Nothing typed is lost, unless the box is already in use again.
      const now = drafts.get(key);
      if (now === undefined || now.text === '' || now.text === prefill(key)) drafts.set(key, said);
      if (place?.key === key) fill();
    }
  }

  function insertCall() {
    const [from, to] = [box.selectionStart, box.selectionEnd];
    box.setRangeText(call(), from, to, 'end');
    draft().text = box.value;
    box.focus();
  }

  async function attach(/** @type {File | undefined} */ file) {
    if (file === undefined) return;
    if (!/^image\/(png|jpeg)$/.test(file.type)) return toast('只能发 PNG 或 JPG 图片');
    if (file.size > MAX_PICTURE) return toast('图片太大，请选 5 MB 以内的');
    const target = draft();
    try {
      target.picture = { name: file.name || '图片', dataUrl: await dataUrlOf(file) };
    } catch (error) {
      toast(error);
    }
    showExtras();
    box.focus();
  }

  async function sendLink() {
    if (place === undefined) return;
    const [title, url, description] = ['link-title', 'link-url', 'link-description'].map((id) =>
      byId(id).value.trim(),
    );
    const values = { to: 'app', from: place.me, link: { title, url, description } };
    showLinkForm(false);
    sent();
    try {
      await post('tell', values);
      linkForm.reset();
    } catch (error) {
      toast(error);
      showLinkForm(true);
    }
  }

  function showLinkForm(/** @type {boolean} */ open) {
    linkForm.hidden = !open;
    byId('link-toggle').setAttribute('aria-expanded', String(open));
    if (open) byId('link-title').focus();
  }

  box.addEventListener('input', () => {
    draft().text = box.value;
  });
  box.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    // 229: an input method that ends its composition with this very Enter.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    submit();
  });
  box.addEventListener('paste', (/** @type {ClipboardEvent} */ event) => {
    const file = [...(event.clipboardData?.files ?? [])].find((one) => one.type.startsWith('image/'));
    if (file === undefined) return;
    event.preventDefault();
    attach(file);
  });
  form.addEventListener('submit', (/** @type {Event} */ event) => {
    event.preventDefault();
    submit();
  });
  linkForm.addEventListener('submit', (/** @type {Event} */ event) => {
    event.preventDefault();
    sendLink();
  });
  linkForm.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    if (event.key === 'Escape') showLinkForm(false);
  });
  byId('call-bot').addEventListener('click', insertCall);
  byId('link-toggle').addEventListener('click', () => showLinkForm(linkForm.hidden));
  byId('link-cancel').addEventListener('click', () => showLinkForm(false));
  byId('picture-pick').addEventListener('click', () => byId('picture-file').click());
  byId('picture-file').addEventListener('change', () => {
    attach(byId('picture-file').files[0]);
    byId('picture-file').value = '';
  });
  byId('picture-drop').addEventListener('click', () => {
    delete draft().picture;
    showExtras();
  });
  byId('quoting-drop').addEventListener('click', () => {
    delete draft().quote;
    showExtras();
    box.focus();
  });

  return {
    /** Moves the box to a conversation; each keeps its own draft. */
    enter(/** @type {Conversation} */ talk, /** @type {string} */ me, /** @type {string} */ botName) {
      const key = `${me} ${talk.id}`;
      if (place?.key === key) return;
      place = { key, talk, me, botName };
      byId('call-bot').hidden = talk.kind !== 'group';
      byId('call-bot').textContent = call().trim();
      byId('link-toggle').hidden = talk.kind !== 'app';
      showLinkForm(false);
      box.placeholder = talk.kind === 'group' ? `@${botName} 后它才会听到` : '输入消息';
      fill();
    },
    quote(/** @type {string} */ id, /** @type {string} */ words) {
      draft().quote = { id, words };
      showExtras();
      box.focus();
    },
    /** Puts words into the box for the person to look at and send. */
    propose(/** @type {string} */ words) {
      draft().text = words;
      fill();
      box.focus();
    },
    focus: () => box.focus(),
    callWords: call,
  };
}
