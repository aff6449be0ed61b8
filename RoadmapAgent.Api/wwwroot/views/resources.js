import { createElement, createNote, findElement } from '../dom.js';
import { joinFacts } from '../format.js';

const list = findElement('resources');

/** @type {Record<Api.Resource['type'], string>} */
const types = { article: 'Article', video: 'Video', book: 'Book', course: 'Course', documentation: 'Documentation', tool: 'Tool' };

/**
 * Shows links to further reading.
 * @param {Api.Resource[] | null} resources
 * @param {string} missing is shown instead, if there are none
 */
export function renderResources(resources, missing) {
  list.replaceChildren(...resources?.length
    ? resources.map(createCard)
    : [createElement('li', { className: 'empty', textContent: missing })]);
}

/** @param {Api.Resource} resource */
const createCard = ({ title, url, type, description }) => createElement('li', { className: 'card' },
  /^https?:\/\//i.test(url)
    ? createElement('a', { href: url, target: '_blank', rel: 'noopener noreferrer', textContent: title })
    : createElement('strong', { textContent: title }),
  createNote(joinFacts(types[type] ?? type, description)));
