import { createCodeSpans, createElement, createNote, findElement } from '../dom.js';
import { formatCount } from '../format.js';
import { createWideBlocks } from './wide.js';

const article = findElement('tutorial');
const wideBlocks = createWideBlocks();

/**
 * Shows a tutorial.
 * @param {Api.Tutorial | null} tutorial
 * @param {string} html its text as rendered by the server, without scripts or styles
 * @param {string} description of the concept; a summary that only repeats it is left out
 * @param {string} missing is shown instead, if there is none
 */
export function renderTutorial(tutorial, html, description, missing) {
  wideBlocks.clear();
  if (!tutorial) {
    article.replaceChildren(createNote(missing));
    return;
  }
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const block of body.querySelectorAll('pre, table')) wideBlocks.wrap(block);
  article.replaceChildren(
    createElement('p', { className: 'intro' },
      ...createCodeSpans(tutorial.summary === description ? '' : `${tutorial.summary} `),
      createElement('span', { className: 'quiet', textContent: formatCount(tutorial.estimatedMinutes, 'minute') })),
    ...body.childNodes);
}
