import { createElement, findElement } from '../dom.js';
import { confirmRequeue } from './actions.js';

/**
 * The limits that the budget's table names otherwise, in a terminal as here.
 * @type {Record<string, string>}
 */
const limitNames = { clients: 'pooler clients', open_files: 'pooler files' };

const services = findElement('services');
const queues = findElement('queues');
const budget = findElement('budget');
const unattributed = findElement('unattributed');

/**
 * Shows what every service declares and uses.
 * @param {Api.ConnectionSample} sample
 * @param {Api.ConnectionSample | undefined} earlier the sample before
 */
export function renderServices(sample, earlier) {
  services.replaceChildren(...sample.services.map(service => createRow(service.service,
    createCell(`${service.processes} of ${service.declaredProcesses}`, service.processes !== service.declaredProcesses),
    createCell(service.backends, (service.backends ?? 0) > (service.maximumShare ?? service.share)),
    createCell(formatShare(service)),
    createCell(service.active),
    createCell(service.idleInTransaction),
    createCell(service.clients, (service.clients ?? 0) > service.maxClients),
    createCell(service.maxClients),
    createCell(service.waiting),
    createCell(computeRate(service.service, sample, earlier)?.toFixed(1) ?? null))));
  const groups = sample.unattributed ?? [];
  unattributed.hidden = groups.length === 0;
  unattributed.textContent = `${groups.reduce((sum, group) => sum + group.count, 0)} sessions of the role that all services share `
    + `(${groups.map(({ role, application }) => `${role}, named '${application}'`).join('; ')}) cannot be attributed to a service: `
    + 'the pooler renames them.';
}

/**
 * Formats a share; an elastic one with what it can shrink and grow to.
 * @param {Api.ServiceSample} service
 */
function formatShare({ share, minimumShare, maximumShare }) {
  return maximumShare == null ? share : `${share} (${minimumShare}–${maximumShare})`;
}

/**
 * Computes a service's transactions per second; null if the pooler restarted between the samples.
 * @param {string} name
 * @param {Api.ConnectionSample} sample
 * @param {Api.ConnectionSample | undefined} earlier
 */
function computeRate(name, sample, earlier) {
  const [before, after] = [earlier, sample].map(s => s?.services.find(({ service }) => service === name)?.transactions);
  if (!earlier || before == null || after == null || after < before) return null;
  return (after - before) / (Date.parse(sample.at) - Date.parse(earlier.at)) * 1000;
}

let renderedQueues = '';

/**
 * Shows the queues; replaced only if they change, so that a button keeps the focus.
 * @param {Api.QueueSample[]} samples
 */
export function renderQueues(samples) {
  const shown = JSON.stringify(samples);
  if (renderedQueues === shown) return;
  renderedQueues = shown;
  queues.replaceChildren(...samples.map(queue => createRow(queue.queue,
    createCell(queue.waiting),
    createCell(queue.consumers, queue.waiting > 0 && queue.consumers === 0),
    createCell(queue.failed, queue.failed > 0),
    createElement('td', {}, queue.failed > 0 ? createRequeueButton(queue) : null))));
}

/** @param {Api.QueueSample} queue */
function createRequeueButton(queue) {
  const button = createElement('button', { textContent: 'Requeue …', ariaLabel: `Requeue ${queue.queue}` });
  button.addEventListener('click', () => confirmRequeue(button, queue));
  return button;
}

/** @param {Api.Budget} declared */
export function renderBudget({ lines }) {
  budget.replaceChildren(...lines.map(({ inequality, who, arithmetic, demand, limit }) => createRow(limitNames[inequality] ?? inequality,
    createCell(who),
    createCell(arithmetic),
    createCell(demand),
    createCell(limit),
    createCell(limit == null ? '' : limit - demand, limit != null && limit < demand))));
}

/**
 * @param {string} head
 * @param {...Node} cells
 */
const createRow = (head, ...cells) => createElement('tr', {}, createElement('th', { scope: 'row', textContent: head }), ...cells);

/**
 * @param {string | number | null} value
 * @param {boolean} [isOver] whether it is over a limit
 */
const createCell = (value, isOver = false) => createElement('td', {
  textContent: value == null ? '–' : typeof value === 'number' ? value.toLocaleString() : value,
  className: isOver ? 'over' : '',
});
