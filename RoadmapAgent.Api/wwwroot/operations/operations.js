import { getBudget, watchFleet } from '../api.js';
import { announceIn, findElement } from '../dom.js';
import { formatAge } from '../format.js';
import { renderActions } from './actions.js';
import { renderFindings } from './findings.js';
import { renderHistory } from './history.js';
import { watchSessions } from './sessions.js';
import { renderBudget, renderQueues, renderServices } from './tables.js';
import { renderTotals } from './totals.js';

const keptMs = 10 * 60_000;

const status = findElement('status');
const measured = findElement('measured', HTMLTimeElement);
const age = findElement('age');

/** @type {Api.ConnectionSample[]} */
let samples = [];
let shownAt = '';

/** @param {Api.ConnectionSample} sample */
function addSample(sample) {
  samples = [...samples.filter(({ at }) => at !== sample.at), sample];
}

/** @param {Api.FleetState} state */
function showState({ ageSeconds, isStale, findings }) {
  const last = samples.at(-1);
  announceIn(status, !last ? 'Waiting for the first sample …' : isStale ? 'Stale: these numbers do not describe the present.' : 'Live.');
  age.textContent = ageSeconds == null ? '–' : `${formatAge(ageSeconds)} ago`;
  document.body.classList.toggle('stale', isStale);
  renderFindings(findings);
  if (!last || last.at === shownAt) return;
  shownAt = last.at;
  // Compared with the last sample, because the browser's clock may differ from the server's.
  samples = samples.filter(({ at }) => Date.parse(at) > Date.parse(last.at) - keptMs);
  measured.dateTime = last.at;
  measured.textContent = new Date(last.at).toLocaleTimeString();
  renderTotals(last);
  renderServices(last, samples.at(-2));
  renderQueues(last.queues ?? []);
  renderActions(last);
  renderHistory(samples);
}

function showLoss() {
  announceIn(status, 'The connection to the API was lost; reconnecting …');
  document.body.classList.add('stale');
}

watchSessions();
watchFleet(addSample, showState, showLoss);
// A process without a declared budget has none to show.
getBudget().then(renderBudget, () => {});
