// The frame of every page: readable on a phone, nothing loaded from elsewhere.

type Page = {
  readonly title: string;
  readonly lines: readonly string[];
  readonly links: readonly { readonly to: string; readonly text: string }[];
};

const STYLE =
  'body{font:17px/1.6 system-ui,sans-serif;margin:0;padding:2rem 1.2rem;max-width:36rem;color:#1a1a1a}h1{font-size:1.2rem}a{color:#0b57d0}';

/** A whole HTML document; every text in it is shown as text. */
export function htmlPage({ title, lines, links }: Page): string {
  return [
    '<!doctype html>',
    '<html lang="zh-CN"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${escaped(title)}</title><style>${STYLE}</style></head><body>`,
    `<h1>${escaped(title)}</h1>`,
    ...lines.map((line) => `<p>${escaped(line)}</p>`),
    ...links.map(({ to, text }) => `<p><a href="${escaped(to)}">${escaped(text)}</a></p>`),
    '</body></html>',
  ].join('\n');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
