import { findElement } from '../dom.js';

const backends = findElement('backends');
const backendsMeter = findElement('backends-meter', HTMLMeterElement);
const clients = findElement('clients');
const clientsMeter = findElement('clients-meter', HTMLMeterElement);
const waiting = findElement('waiting');
const outbox = findElement('outbox');

/**
 * Shows the sums of the whole fleet beside their limits.
 * @param {Api.ConnectionSample} sample
 */
export function renderTotals({ server, pooler, messages }) {
  backends.textContent = `${server.backends} of ${server.maxConnections}`;
  renderMeter(backendsMeter, server.backends, server.maxConnections - server.reserved);
  clients.textContent = pooler ? `${pooler.clients} of ${pooler.maxClients}` : 'no managed pooler';
  clientsMeter.hidden = !pooler;
  if (pooler) renderMeter(clientsMeter, pooler.clients, pooler.maxClients);
  waiting.textContent = pooler
    ? `${pooler.waiting}${pooler.waiting ? `, longest ${pooler.longestWaitSeconds.toFixed(1)} s` : ''}`
    : '–';
  outbox.textContent = `${messages.backlog}${messages.backlog ? `, oldest ${Math.round(messages.oldestSeconds)} s` : ''}`;
}

/**
 * @param {HTMLMeterElement} meter
 * @param {number} value
 * @param {number} max
 */
function renderMeter(meter, value, max) {
  Object.assign(meter, { max, low: max * 0.8, high: max * 0.95, optimum: 0, value });
}
