import { searchRoadmaps } from '../api.js';
import { announceIn, createElement, createNote, findElement } from '../dom.js';
import { formatCount } from '../format.js';
import { linkToConcept, linkToSearch, showView } from '../router.js';

const shown = 20;

const summary = findElement('found-summary');
const list = findElement('hits');
const field = findElement('search-words', HTMLInputElement);

/**
 * Shows the concepts that contain the words of the address.
 * @param {string[]} parameters the words
 * @param {() => boolean} isCurrent
 */
export async function openSearch([words], isCurrent) {
  const items = words ? (await searchRoadmaps(words, shown + 1)).items : [];
  if (!isCurrent()) return;
  field.value = words;
  announceIn(summary, words ? summarise(items.length, words) : '');
  list.replaceChildren(...items.slice(0, shown).map(hit => createHit(hit, words)));
}

/** @type {(count: number, words: string) => string} */
const summarise = (count, words) => count === 0 ? `No concept of your newest roadmaps contains “${words}”.`
  : count > shown ? `The first ${shown} concepts that contain “${words}”:`
  : `${formatCount(count, 'concept')} ${count === 1 ? 'contains' : 'contain'} “${words}”:`;

/**
 * @param {Api.SearchHit} hit
 * @param {string} words
 */
const createHit = (hit, words) => createElement('li', { className: 'card hit' },
  createElement('a', { href: linkToConcept(hit.roadmapId, hit.conceptId), textContent: hit.conceptName }),
  createElement('p', {}, ...createMarks(hit.excerpt, words)),
  createNote(hit.roadmapTitle));

/**
 * Creates the nodes of a text in which the words are marked.
 * @param {string} text
 * @param {string} words
 */
function createMarks(text, words) {
  const patterns = words.split(/\s+/).filter(Boolean).map(word => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return text.split(new RegExp(`(${patterns.join('|')})`, 'i'))
    .map((part, i) => i % 2 ? createElement('mark', { textContent: part }) : part);
}

/** @type {(form: string, words: HTMLInputElement) => void} */
function searchOnSubmit(form, words) {
  findElement(form, HTMLFormElement).addEventListener('submit', event => {
    event.preventDefault();
    const trimmed = words.value.trim(), link = linkToSearch(trimmed);
    // The browser counts blanks, too.
    words.setCustomValidity(trimmed.length < words.minLength ? `Enter at least ${words.minLength} letters.` : '');
    if (!words.reportValidity()) return;
    if (location.hash === link) showView(); else location.hash = link;
  });
  words.addEventListener('input', () => words.setCustomValidity(''));
}

searchOnSubmit('search', field);
searchOnSubmit('find', findElement('find-words', HTMLInputElement));
