// How far each person has read each conversation; kept for this tab, so a reload does not make old news new.

const STORE = 'sandbox-read';

/** @returns {Map<string, number>} */
function load() {
  try {
    return new Map(Object.entries(JSON.parse(sessionStorage.getItem(STORE) ?? '{}')));
  } catch {
    return new Map();
  }
}

export function createUnread() {
  const read = load();
  const keyOf = (/** @type {string} */ me, /** @type {string} */ id) => `${me} ${id}`;

  function save() {
    try {
      sessionStorage.setItem(STORE, JSON.stringify(Object.fromEntries(read)));
    } catch {
      // Private windows may refuse; the marks then last until the reload.
    }
  }

  /** @param {import('./types.js').Conversation} conversation */
  function fresh(conversation, /** @type {string} */ me) {
    const seen = read.get(keyOf(me, conversation.id)) ?? 0;
    // Fewer messages than were read: the tenant was started anew.
    const from = seen > conversation.messages.length ? 0 : seen;
    return conversation.messages.slice(from).filter(({ from: sender }) => sender.id !== me);
  }

  return {
    count: (/** @type {import('./types.js').Conversation} */ conversation, /** @type {string} */ me) =>
      fresh(conversation, me).length,
    /** Somebody really mentioned this person in what is unread. */
    mentioned: (/** @type {import('./types.js').Conversation} */ conversation, /** @type {string} */ me) =>
      fresh(conversation, me).some(({ body }) =>
        [me, '@all'].some((id) => Array.isArray(body.mentions) && body.mentions.includes(id)),
      ),
    markRead(/** @type {import('./types.js').Conversation} */ conversation, /** @type {string} */ me) {
      const key = keyOf(me, conversation.id);
      if (read.get(key) === conversation.messages.length) return;
      read.set(key, conversation.messages.length);
      save();
    },
  };
}
