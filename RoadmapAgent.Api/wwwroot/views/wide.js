import { createElement } from '../dom.js';

/**
 * Boxes of blocks that may be wider than the page: these scroll, and are focusable so that they scroll by keyboard, too. They are groups,
 * because a page has many of them, and landmarks must have names of their own.
 * @returns {{ wrap: (block: Element) => HTMLElement, clear: () => void }} clear forgets all boxes
 */
export function createWideBlocks() {
  const sizes = new ResizeObserver(entries => {
    for (const { target } of entries) setScrollable(/** @type {HTMLElement} */ (target), target.scrollWidth > target.clientWidth);
  });
  return { wrap, clear: () => sizes.disconnect() };

  /** @param {Element} block */
  function wrap(block) {
    const box = createElement('div', { className: 'wide-block', dataset: { label: block.tagName === 'PRE' ? 'Code' : 'Table' } });
    block.replaceWith(box);
    box.append(block);
    sizes.observe(box);
    return box;
  }
}

/**
 * @param {HTMLElement} box
 * @param {boolean} isWide
 */
function setScrollable(box, isWide) {
  for (const [name, value] of Object.entries({ tabindex: '0', role: 'group', 'aria-label': box.dataset.label ?? '' })) {
    if (isWide) box.setAttribute(name, value); else box.removeAttribute(name);
  }
}
