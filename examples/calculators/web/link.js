// Inputs in the fragment of an address: #bobine-payslip=… holds the document as base64url of its
// UTF-8. The fragment never leaves the browser.

/** Longer documents make no link: browsers and mail cut longer addresses. */
const longest = 16_000;

/** Whether a document is short enough, without making its text: it may be a hostile one. */
function isShort(value, budget = { left: longest }) {
  budget.left -= typeof value === 'string' ? value.length : 1;
  if (budget.left < 0) return false;
  return value === null || typeof value !== 'object' || Object.values(value).every((v) => isShort(v, budget));
}

export function toFragment(tag, document) {
  if (!isShort(document)) return null;
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  if (bytes.length > longest) return null;
  const binary = Array.from(bytes, (b) => String.fromCharCode(b)).join('');
  return `#${tag}=${btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')}`;
}

/** The document of a tag, undefined where the fragment has none; throws where it is unreadable. */
export function fromFragment(tag, fragment) {
  const found = fragment.replace(/^#/, '').split('&').find((part) => part.startsWith(`${tag}=`));
  if (!found) return undefined;
  const text = found.slice(tag.length + 1);
  if (text.length > longest * 2) throw new RangeError('too long');
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  const bytes = Uint8Array.from(binary, (c) => c.charCodeAt(0));
  const document = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  if (document === null || typeof document !== 'object' || Array.isArray(document)) throw new TypeError('no document');
  return document;
}
