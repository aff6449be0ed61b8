import { createElement, findElement } from '../dom.js';
import { formatCount } from '../format.js';
import { linkToConcept } from '../router.js';
import { listConcepts } from './stages.js';

const text = findElement('weeks-text');
const list = findElement('weeks');

const shortestHours = 0.05;

/**
 * @typedef {object} Work a concept, or a part of it, in a week
 * @property {Api.ConceptSummary} concept
 * @property {number} hours
 */

/**
 * Shows what is left to learn by weeks from today, with as many hours a week as the plan has on average.
 * @param {Api.Roadmap} roadmap
 */
export function renderWeeks(roadmap) {
  const weeks = splitIntoWeeks(listConcepts(roadmap).filter(concept => !concept.done), roadmap.totalHours / roadmap.weeks);
  text.textContent = weeks.length
    ? `What is left takes ${formatCount(weeks.length, 'week')} if you begin today: ${describeEnd(weeks.length)}.`
    : 'You have done everything.';
  list.replaceChildren(...weeks.map((week, i) => createWeek(roadmap.id, week, i)));
}

/** @param {number} weeks */
const describeEnd = weeks => `until ${formatDay(7 * weeks - 1, { year: 'numeric' })}`;

/**
 * Fills weeks in the order of the plan. A concept that does not fit into the rest of a week goes on in the next one.
 * @param {Api.ConceptSummary[]} concepts
 * @param {number} hoursPerWeek
 */
function splitIntoWeeks(concepts, hoursPerWeek) {
  /** @type {Work[][]} */
  const weeks = [];
  let free = 0;
  for (const concept of concepts) {
    for (let left = concept.hours; left > shortestHours;) {
      if (free < shortestHours) {
        weeks.push([]);
        free = hoursPerWeek;
      }
      const hours = Math.min(left, free);
      weeks[weeks.length - 1].push({ concept, hours });
      left -= hours;
      free -= hours;
    }
  }
  return weeks;
}

/**
 * @param {string} roadmapId
 * @param {Work[]} week
 * @param {number} index
 */
const createWeek = (roadmapId, week, index) => createElement('li', { className: 'card week' },
  createElement('h2', {},
    `Week ${index + 1} `,
    createElement('span', { className: 'quiet', textContent: `${formatDay(7 * index)} to ${formatDay(7 * index + 6)}` })),
  createElement('ul', { className: 'plain' }, ...week.map(({ concept, hours }) => createElement('li', {},
    createElement('a', { href: linkToConcept(roadmapId, concept.id), textContent: concept.name }),
    createElement('span', { className: 'quiet', textContent: formatWork(hours, concept.hours) })))));

/** @type {(hours: number, all: number) => string} */
const formatWork = (hours, all) => all - hours < shortestHours
  ? formatCount(all, 'hour')
  : `${Math.round(hours * 10) / 10} of ${formatCount(all, 'hour')}`;

/**
 * @param {number} days from today
 * @param {Intl.DateTimeFormatOptions} [options]
 */
function formatDay(days, options = {}) {
  const day = new Date();
  day.setDate(day.getDate() + days);
  return day.toLocaleDateString(undefined, { day: 'numeric', month: 'short', ...options });
}
