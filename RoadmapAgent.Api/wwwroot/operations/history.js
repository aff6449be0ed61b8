import { getHistory } from '../api.js';
import { createElement, findElement } from '../dom.js';
import { createChart } from './chart.js';

/** @type {Record<string, number>} */
const spans = { live: 10 * 60_000, hour: 60 * 60_000, day: 24 * 60 * 60_000 };
/**
 * Longer than the longest time between two samples that are kept for so long, which the API thins.
 * @type {Record<string, number>}
 */
const gaps = { live: 30_000, hour: 75_000, day: 11 * 60_000 };
const refreshMs = 30_000;

const span = findElement('span', HTMLSelectElement);
const series = findElement('series', HTMLSelectElement);
const drawConnections = createChart(findElement('connections-chart', SVGSVGElement), findElement('connections-legend'));
const drawMessages = createChart(findElement('messages-chart', SVGSVGElement), findElement('messages-legend'));

/** @type {Api.ConnectionSample[]} */
let live = [];
/** @type {Api.FleetHistory | null} */
let stored = null;

/**
 * Shows the samples of the last minutes, unless a longer time has been selected.
 * @param {Api.ConnectionSample[]} samples oldest first, at least one
 */
export function renderHistory(samples) {
  live = samples;
  const names = samples[samples.length - 1].services.map(({ service }) => service);
  if (names.join() !== [...series.options].slice(1).map(option => option.value).join()) {
    series.replaceChildren(series.options[0], ...names.map(name => createElement('option', { value: name, textContent: name })));
  }
  if (span.value === 'live') draw();
}

async function loadHistory() {
  const wanted = span.value;
  if (wanted === 'live') return draw();
  try {
    const history = await getHistory(wanted);
    if (span.value !== wanted) return;
    stored = history;
    draw();
  } catch {
    // The page shows that the API cannot be reached; the last history stays.
  }
}

function draw() {
  const history = span.value === 'live' ? createHistory(live) : stored;
  if (!history) return;
  const numbers = history.series[series.value] ?? history.series[''];
  const times = history.at.map(at => Date.parse(at));
  const to = times.at(-1) ?? Date.now();
  const axis = { from: to - spans[span.value], to, times, gap: gaps[span.value] };
  drawConnections({
    ...axis,
    limit: numbers.limit,
    lines: [
      { name: 'backends', className: 'backends', values: numbers.backends },
      { name: 'waiting clients', className: 'waiting', values: numbers.waiting },
    ],
  });
  drawMessages({ ...axis, limit: null, lines: [{ name: 'messages waiting', className: 'messages', values: numbers.messages }] });
}

/**
 * The same as the API's history, of the samples that the page has.
 * @param {Api.ConnectionSample[]} samples
 * @returns {Api.FleetHistory | null}
 */
function createHistory(samples) {
  const last = samples.at(-1);
  if (!last) return null;
  /** @type {Api.FleetHistory['series']} */
  const all = {
    '': {
      limit: last.server.available,
      backends: samples.map(({ server }) => server.backends),
      waiting: samples.map(({ pooler }) => pooler?.waiting ?? null),
      messages: samples.map(({ queues, messages }) =>
        queues && queues.reduce((sum, queue) => sum + queue.waiting, messages.backlog)),
    },
  };
  for (const { service, share } of last.services) {
    const rows = samples.map(sample => sample.services.find(row => row.service === service));
    all[service] = {
      limit: share,
      backends: rows.map(row => row?.backends ?? null),
      waiting: rows.map(row => row?.waiting ?? null),
      messages: samples.map(({ queues }) => queues?.find(queue => queue.service === service)?.waiting ?? null),
    };
  }
  return { at: samples.map(({ at }) => at), series: all };
}

span.addEventListener('change', loadHistory);
series.addEventListener('change', draw);
setInterval(() => span.value === 'live' || loadHistory(), refreshMs);
