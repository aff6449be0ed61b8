import { createCodeSpans, createElement, createNote, findElement } from '../dom.js';
import { formatCount } from '../format.js';

const article = findElement('tutorial');

// Blocks wider than the page scroll, and are focusable so that they scroll by keyboard, too.
const sizes = new ResizeObserver(entries => {
  for (const { target } of entries) setScrollable(/** @type {HTMLElement} */ (target), target.scrollWidth > target.clientWidth);
});

/**
 * Shows a tutorial.
 * @param {Api.Tutorial | null} tutorial
 * @param {string} html its text as rendered by the server, without scripts or styles
 * @param {string} missing is shown instead, if there is none
 */
export function renderTutorial(tutorial, html, missing) {
  sizes.disconnect();
  if (!tutorial) {
    article.replaceChildren(createNote(missing));
    return;
  }
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  const boxes = [...body.querySelectorAll('pre, table')].map(wrapWideBlock);
  article.replaceChildren(
    createElement('p', { className: 'intro' },
      ...createCodeSpans(tutorial.summary),
      createElement('span', { className: 'quiet', textContent: ` ${formatCount(tutorial.estimatedMinutes, 'minute')}` })),
    ...body.childNodes);
  for (const box of boxes) sizes.observe(box);
}

/** @param {Element} block */
function wrapWideBlock(block) {
  const box = createElement('div', { className: 'wide-block', dataset: { label: block.tagName === 'PRE' ? 'Code' : 'Table' } });
  block.replaceWith(box);
  box.append(block);
  return box;
}

/**
 * @param {HTMLElement} box
 * @param {boolean} isWide
 */
function setScrollable(box, isWide) {
  for (const [name, value] of Object.entries({ tabindex: '0', role: 'region', 'aria-label': box.dataset.label ?? '' })) {
    if (isWide) box.setAttribute(name, value); else box.removeAttribute(name);
  }
}
