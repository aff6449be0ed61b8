import { getBudget, watchSamples } from '../api.js';
import { findElement } from '../dom.js';
import { renderFindings } from './findings.js';
import { renderHistory } from './history.js';
import { renderBudget, renderQueues, renderServices } from './tables.js';
import { renderTotals } from './totals.js';

const keptMs = 10 * 60_000;

const status = findElement('status');
const measured = findElement('measured', HTMLTimeElement);

/** @type {Api.ConnectionSample[]} */
let samples = [];

/** @param {Api.ConnectionSample} sample */
function addSample(sample) {
  samples = [...samples.filter(({ at }) => at !== sample.at && Date.parse(at) > Date.now() - keptMs), sample];
  status.textContent = 'Live.';
  measured.dateTime = sample.at;
  measured.textContent = new Date(sample.at).toLocaleTimeString();
  renderFindings(sample.findings);
  renderTotals(sample);
  renderServices(sample, samples.at(-2));
  renderQueues(sample.queues ?? []);
  renderHistory(samples, keptMs);
}

function showLoss() {
  status.textContent = 'The connection to the API was lost; reconnecting.';
}

watchSamples(addSample, showLoss);
// A process without a declared budget has none to show.
getBudget().then(renderBudget, () => {});
