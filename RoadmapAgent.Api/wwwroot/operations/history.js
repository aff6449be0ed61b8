import { findElement } from '../dom.js';

// The size of the chart's view box.
const width = 600;
const height = 140;

const chart = findElement('history', SVGSVGElement);
const text = findElement('history-text');

/**
 * Draws backends, waiting clients and the limit for all services.
 * @param {Api.ConnectionSample[]} samples oldest first, at least one
 * @param {number} spanMs the time from the left edge until now
 */
export function renderHistory(samples, spanMs) {
  const limit = samples[samples.length - 1].server.available;
  const most = Math.max(...samples.map(sample => sample.server.backends));
  const now = Date.now(), top = Math.max(limit, most) * 1.1;

  /** @param {Api.ConnectionSample} sample */
  const x = sample => width - (now - Date.parse(sample.at)) / spanMs * width;
  /** @param {number} value */
  const y = value => height - value / top * height;
  /** @param {(sample: Api.ConnectionSample) => number} read */
  const draw = read => samples.map((sample, i) => `${i ? 'L' : 'M'}${x(sample).toFixed(1)},${y(read(sample)).toFixed(1)}`).join('');

  chart.replaceChildren(
    createShape('line', { x1: '0', x2: String(width), y1: String(y(limit)), y2: String(y(limit)) }),
    createShape('path', { d: draw(sample => sample.server.backends) }),
    createShape('path', { d: draw(sample => sample.pooler?.waiting ?? 0), class: 'waiting' }));
  text.textContent = `Backends (blue), waiting clients (red) and the limit for all services (dashed, ${limit}). Peak: ${most} backends.`;
}

/**
 * @param {'line' | 'path'} tag
 * @param {Record<string, string>} attributes
 */
function createShape(tag, attributes) {
  const shape = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value);
  return shape;
}
