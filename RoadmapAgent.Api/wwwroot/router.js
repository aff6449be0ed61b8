import { ApiError } from './api.js';
import { findElement } from './dom.js';
import { announce, clearProblem } from './messages.js';

/**
 * @typedef {object} Route
 * @property {RegExp} path matches the address after `#/`; its groups are the parameters
 * @property {string} section the id of the view's section
 * @property {(parameters: string[], isCurrent: () => boolean) => Promise<(() => void) | void>} open
 *   renders the view, unless the address has changed meanwhile; returns what is called when the view is left
 */

const main = findElement('main');
const failureSection = 'lost';

/** @type {Route[]} */
let routes = [];
/** @type {(error: unknown) => void} */
let renderFailure = () => {};
/** @type {(() => void) | void} */
let leave;
let visit = 0;

export const linkToCards = '#/reviews';

/** @param {string} words */
export const linkToSearch = words => `#/search/${encodeURIComponent(words)}`;

/** @param {string} id */
export const linkToRoadmap = id => `#/roadmaps/${encodeURIComponent(id)}`;

/** @type {(id: string, conceptId: string) => string} */
export const linkToConcept = (id, conceptId) => `${linkToRoadmap(id)}/concepts/${encodeURIComponent(conceptId)}`;

/**
 * Shows the view of the current address, now and whenever it changes.
 * @param {Route[]} table
 * @param {(error: unknown) => void} onFailure renders the view that is shown if another one cannot be
 */
export function startRouter(table, onFailure) {
  routes = table;
  renderFailure = onFailure;
  addEventListener('hashchange', showView);
  return showView();
}

/** Shows the view of the current address and focuses its heading. */
export async function showView() {
  const mine = ++visit;
  const isCurrent = () => mine === visit;
  leave?.();
  leave = undefined;
  clearProblem();
  announce('');
  main.ariaBusy = 'true';
  const { section, stop } = await openView(isCurrent);
  if (!isCurrent()) {
    stop?.();
    return;
  }
  leave = stop;
  for (const name of [...routes.map(route => route.section), failureSection]) findElement(name).hidden = name !== section;
  main.ariaBusy = null;
  focusHeading(section);
}

/**
 * @param {() => boolean} isCurrent
 * @returns {Promise<{ section: string, stop?: (() => void) | void }>}
 */
async function openView(isCurrent) {
  const path = location.hash.split('/').slice(1).join('/').replace(/\/$/, '');
  try {
    for (const route of routes) {
      const match = route.path.exec(path);
      if (match) return { section: route.section, stop: await route.open(match.slice(1).map(decodeURIComponent), isCurrent) };
    }
    throw new ApiError(404, 'There is no such page.');
  } catch (error) {
    if (isCurrent()) renderFailure(error);
    return { section: failureSection };
  }
}

/** @param {string} section */
function focusHeading(section) {
  const heading = /** @type {HTMLElement} */ (findElement(section).querySelector('h1'));
  document.title = section === routes[0].section ? 'RoadmapAgent' : `${heading.textContent} · RoadmapAgent`;
  scrollTo(0, 0);
  heading.focus({ preventScroll: true });
}
