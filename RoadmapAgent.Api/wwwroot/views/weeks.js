import { createElement, findElement } from '../dom.js';
import { formatCount } from '../format.js';
import { linkToConcept } from '../router.js';
import { listConcepts } from './stages.js';

const text = findElement('weeks-text');
const list = findElement('weeks');

const shortestHours = 0.05;

/** The weeks as they are rendered, so that the focus stays while content is being written. */
let rendered = '';

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
  const left = listConcepts(roadmap).filter(concept => !concept.done);
  const weeks = splitIntoWeeks(left, roadmap.totalHours / Math.max(1, roadmap.weeks));
  const shape = JSON.stringify([roadmap.id, weeks.map(week => week.map(work => [work.concept.id, work.concept.name, work.hours]))]);
  if (shape === rendered) return;
  rendered = shape;
  text.textContent = left.length
    ? `If you start today, the rest takes ${formatCount(weeks.length, 'week')} and ends on ${describeEnd(weeks.length)}.`
    : 'You have done everything.';
  list.replaceChildren(...weeks.map((week, i) => createWeek(roadmap.id, week, i)));
}

/** @param {number} weeks */
const describeEnd = weeks => formatDay(7 * weeks - 1, { year: 'numeric' });

/**
 * Fills weeks in the order of the plan. A concept that does not fit into the rest of a week goes on in the next one.
 * @param {Api.ConceptSummary[]} concepts
 * @param {number} hoursPerWeek
 */
function splitIntoWeeks(concepts, hoursPerWeek) {
  /** @type {Work[][]} */
  const weeks = [];
  if (!(hoursPerWeek > shortestHours)) return concepts.length ? [concepts.map(concept => ({ concept, hours: concept.hours }))] : weeks;
  let free = 0;
  for (const concept of concepts) {
    for (let left = concept.hours; left > shortestHours;) {
      if (free < shortestHours) {
        weeks.push([]);
        free += hoursPerWeek;
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
