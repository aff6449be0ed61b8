/**
 * Finds an element of the page.
 * @template {Element} [T=HTMLElement]
 * @param {string} id
 * @param {abstract new (...args: any[]) => T} [type] defaults to HTMLElement
 * @returns {T}
 */
export function findElement(id, type) {
  const element = document.getElementById(id);
  if (!(element instanceof (type ?? HTMLElement))) throw new Error(`The page has no ${(type ?? HTMLElement).name} '${id}'.`);
  return /** @type {T} */ (/** @type {Element} */ (element));
}

/**
 * Creates an element with properties and children. Nothing is parsed as HTML.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Partial<HTMLElementTagNameMap[Tag]>} [properties]
 * @param {...(Node | string | null)} children null is left out
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function createElement(tag, { dataset = {}, ...properties } = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  Object.assign(element.dataset, dataset);
  element.append(...children.filter(child => child != null));
  return element;
}

/**
 * Creates an element of a drawing.
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number>} [attributes]
 * @param {...(Node | string)} children
 * @returns {SVGElementTagNameMap[Tag]}
 */
export function createDrawing(tag, attributes = {}, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/**
 * Creates the nodes of a text with `code` spans.
 * @param {string} text
 */
export const createCodeSpans = text =>
  text.split(/`([^`]+)`/).map((part, i) => i % 2 ? createElement('code', { textContent: part }) : part);

/**
 * Creates a quiet paragraph.
 * @param {string} textContent
 */
export const createNote = textContent => createElement('p', { className: 'quiet', textContent });

/**
 * Sets the text of a live region only if it changes, so that screen readers announce it once.
 * @param {Element} region
 * @param {string} text
 */
export function announceIn(region, text) {
  if (region.textContent !== text) region.textContent = text;
}
