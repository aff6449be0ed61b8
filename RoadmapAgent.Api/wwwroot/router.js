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
/** @type {(error: unknown, isCurrent: () => boolean) => Promise<void>} */
let renderFailure = async () => {};
/** @type {(() => void) | void} */
let leave;
let visit = 0;

/**
 * @typedef {object} Place where the reader was in an entry of the browser's history when it was left
 * @property {number} top how far it was scrolled
 * @property {string | null} link the address of the link that had the focus
 * @property {number} items the number of items that its list showed
 */

/** The places by entry. @type {Map<string, Place>} */
const places = new Map();
let place = createPlace();

/** @returns {Place} */
function createPlace() {
  return { top: 0, link: null, items: 0 };
}

/** The place in the entry that is shown, or being opened. */
export const currentPlace = () => place;

/** Finds the id of the roadmap that the current address is about, if any. */
export function findRoadmapInAddress() {
  const id = /^#\/roadmaps\/([^/]+)/.exec(location.hash)?.[1];
  return id === undefined ? null : decodeURIComponent(id);
}

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
 * @param {(error: unknown, isCurrent: () => boolean) => Promise<void>} onFailure renders the view that is shown if another one cannot be
 */
export function startRouter(table, onFailure) {
  routes = table;
  renderFailure = onFailure;
  // The browser would scroll before the view is rendered.
  history.scrollRestoration = 'manual';
  addEventListener('hashchange', showView);
  return showView();
}

/** Shows the view of the current address and focuses its heading or, after going back, the link that was followed. */
export async function showView() {
  const mine = ++visit;
  const isCurrent = () => mine === visit;
  enter();
  const { top, link } = place;
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
  focusIn(findElement(section), link);
  showOffer();
  scrollTo(0, top);
}

/** Remembers the place in the view that is left, and finds the one in the view that is shown: where it was left, or its top. */
function enter() {
  Object.assign(place, { top: scrollY, link: document.activeElement?.getAttribute('href') ?? null });
  const entry = history.state?.entry ?? `${Date.now()}-${visit}`;
  history.replaceState({ entry }, '');
  place = places.get(entry) ?? createPlace();
  places.set(entry, place);
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
    if (isCurrent()) await renderFailure(error, isCurrent);
    return { section: failureSection };
  }
}

/**
 * @param {HTMLElement} section
 * @param {string | null} address
 */
function focusIn(section, address) {
  const heading = /** @type {HTMLElement} */ (section.querySelector('h1'));
  document.title = section.id === routes[0].section ? 'RoadmapAgent' : `${heading.textContent} · RoadmapAgent`;
  const links = /** @type {NodeListOf<HTMLElement>} */ (section.querySelectorAll(`a[href="${CSS.escape(address ?? '')}"]`));
  const followed = [...links].find(link => link.checkVisibility());
  (followed ?? heading).focus({ preventScroll: true });
}
