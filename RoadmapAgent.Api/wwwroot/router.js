import { ApiError } from './api.js';
import { findElement } from './dom.js';
import { announce, clearProblem } from './messages.js';
import { clearOffer, showOffer } from './offer.js';

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
/** How far each entry of the browser's history was scrolled when it was left. @type {Map<string, number>} */
const places = new Map();
let entry = '';

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
  // The browser would scroll before the view is rendered.
  history.scrollRestoration = 'manual';
  addEventListener('hashchange', showView);
  return showView();
}

/** Shows the view of the current address and focuses its heading. */
export async function showView() {
  const mine = ++visit;
  const isCurrent = () => mine === visit;
  const place = enter();
  leave?.();
  leave = undefined;
  clearProblem();
  clearOffer();
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
  showOffer();
  scrollTo(0, place);
}

/** Remembers the place in the view that is left; returns the place in the one that is shown: where it was left, or its top. */
function enter() {
  places.set(entry, scrollY);
  entry = history.state?.entry ?? `${Date.now()}-${visit}`;
  history.replaceState({ entry }, '');
  return places.get(entry) ?? 0;
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
      if (!match) continue;
      const parameters = match.slice(1).map(part => decodeURIComponent(part ?? ''));
      return { section: route.section, stop: await route.open(parameters, isCurrent) };
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
  heading.focus({ preventScroll: true });
}
