// Building elements. Data only ever becomes text or a checked attribute, never markup.

/**
 * @param {string} tag
 * @param {Record<string, any>} [props] attributes; `text`, `class` and `on*` listeners are understood
 * @param {...(Node | string | undefined | null | false)} children
 * @returns {any}
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'text') node.textContent = String(value);
    else if (name === 'class') node.className = value;
    else if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  node.append(.../** @type {(Node | string)[]} */ (children.filter(Boolean)));
  return node;
}

/**
 * The element with this id, which index.html is known to have.
 * @param {string} id
 * @returns {any}
 */
export function byId(id) {
  const node = document.getElementById(id);
  if (node === null) throw new Error(`index.html has no #${id}`);
  return node;
}

/**
 * The address when it may be opened, else undefined: scripts and local files are never links.
 * @param {unknown} address
 */
export function webAddress(address) {
  if (typeof address !== 'string' || !/^https?:\/\//i.test(address)) return undefined;
  return URL.canParse(address) ? address : undefined;
}

/**
 * A link that opens beside the page, or plain text when the address may not be opened.
 * @param {unknown} address
 * @param {string} label
 * @param {string} [className]
 */
export function outside(address, label, className) {
  const href = webAddress(address);
  if (href === undefined) return el('span', { class: className, text: label });
  return el('a', { class: className, href, target: '_blank', rel: 'noopener noreferrer', text: label });
}

/** Makes `parent` hold exactly `nodes`, moving only what is out of place, so focus and open selectors survive. */
export function arrange(/** @type {Element} */ parent, /** @type {Element[]} */ nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  for (const [index, node] of nodes.entries()) {
    if (parent.children[index] !== node) parent.insertBefore(node, parent.children[index] ?? null);
  }
}
