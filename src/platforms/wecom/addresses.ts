// Which addresses out of a callback may be called: the platform's own and nothing else, so that a forged or
// leaked callback cannot make this server talk to the bureau's inner network.

/** Where the API is unless the configuration says otherwise. */
export const WECOM_API_BASE = 'https://qyapi.weixin.qq.com';
const WECOM_HOSTS = '.work.weixin.qq.com';
// The store that aibot media addresses point to, in any of its regions.
// https://developer.work.weixin.qq.com/document/path/100719
const MEDIA_HOST = /^ww-aibot-img-1258476243\.cos\.[a-z0-9-]+\.myqcloud\.com$/;

function parse(address: string): URL | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url && url.username === '' && url.password === '' ? url : undefined;
}

const isOwn = (url: URL, apiBase: string): boolean =>
  url.origin === new URL(apiBase).origin ||
  url.origin === WECOM_API_BASE ||
  (url.protocol === 'https:' && url.port === '' && url.hostname.endsWith(WECOM_HOSTS));

/** True for an address that an answer may be posted to. */
export function isReplyAddress(address: string, apiBase: string): boolean {
  const url = parse(address);
  return url !== undefined && isOwn(url, apiBase);
}

/** True for an address that a medium may be read from. */
export function isMediaAddress(address: string, apiBase: string): boolean {
  const url = parse(address);
  if (!url) return false;
  return (
    isOwn(url, apiBase) || (url.protocol === 'https:' && url.port === '' && MEDIA_HOST.test(url.hostname))
  );
}
