import { createElement } from '../dom.js';

const height = 180;
const margin = { left: 40, right: 12, top: 12, bottom: 24 };
const minTickWidth = 80;
const minute = 60_000;
const tickSteps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360].map(minutes => minutes * minute);

/**
 * @typedef {{ name: string, className: string, values: (number | null)[] }} Line
 * @typedef {{ from: number, to: number, times: number[], gap: number, limit: number | null, lines: Line[] }} Chart
 * the times between which more than the gap, in ms, has passed are not connected
 */

/**
 * Draws lines over time with axes. The pointer, or the arrow keys, select a time, whose numbers the legend then gives.
 * @param {SVGSVGElement} svg
 * @param {Element} legend
 * @returns {(chart: Chart) => void} draws a chart
 */
export function createChart(svg, legend) {
  /** @type {Chart | null} */
  let chart = null;
  /** @type {number | null} the selected time's index */
  let selected = null;

  function draw() {
    if (!chart) return;
    const { lines, times, gap } = chart;
    if (selected !== null && selected >= times.length) selected = null;
    const width = Math.max(200, svg.clientWidth);
    const scale = createScale(chart, width);
    svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    svg.replaceChildren(
      ...drawAxes(chart, scale, width),
      ...lines.map(line => createShape('path', { d: trace(line.values, times, gap, scale), class: line.className })),
      ...selected === null ? [] : drawSelection(chart, selected, scale));
    renderLegend(legend, chart, selected);
  }

  /** @param {number | null} index */
  function select(index) {
    selected = index;
    draw();
  }

  svg.addEventListener('pointermove', event => chart && select(findNearest(chart, event.offsetX, Math.max(200, svg.clientWidth))));
  svg.addEventListener('pointerleave', () => select(null));
  svg.addEventListener('blur', () => select(null));
  svg.addEventListener('keydown', event => {
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (!step || !chart?.times.length) return;
    event.preventDefault();
    select(Math.min(chart.times.length - 1, Math.max(0, (selected ?? chart.times.length) + step)));
  });
  new ResizeObserver(draw).observe(svg);
  return next => {
    // The times move on under a pointer that rests.
    const time = selected === null ? null : chart?.times[selected];
    chart = next;
    selected = time == null ? null : Math.max(0, next.times.findIndex(t => t >= time));
    draw();
  };
}

/**
 * @param {Chart} chart
 * @param {number} width
 */
function createScale({ from, to, limit, lines }, width) {
  const most = Math.max(1, limit ?? 0, ...lines.flatMap(line => line.values.map(value => value ?? 0)));
  const step = findStep(most / 4);
  const top = Math.ceil(most * 1.05 / step) * step;
  return {
    step,
    top,
    /** @param {number} time */
    x: time => margin.left + (time - from) / (to - from) * (width - margin.left - margin.right),
    /** @param {number} value */
    y: value => height - margin.bottom - value / top * (height - margin.top - margin.bottom),
  };
}

/** @typedef {ReturnType<typeof createScale>} Scale */

/**
 * The next of 1, 2, 5, 10, 20, 50 …
 * @param {number} least
 */
function findStep(least) {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(least)));
  return [1, 2, 5, 10].map(factor => factor * power).find(step => step >= least) ?? power * 10;
}

/**
 * @param {Chart} chart
 * @param {Scale} scale
 * @param {number} width
 */
function drawAxes({ from, to, limit }, scale, width) {
  const right = width - margin.right;
  const shapes = [];
  for (let value = 0; value <= scale.top; value += scale.step) {
    shapes.push(
      createShape('line', { class: 'grid', x1: margin.left, x2: right, y1: scale.y(value), y2: scale.y(value) }),
      createShape('text', { x: margin.left - 6, y: scale.y(value) + 4, 'text-anchor': 'end' }, value.toLocaleString()));
  }
  for (const time of findTicks(from, to, Math.floor((right - margin.left) / minTickWidth))) {
    const x = scale.x(time);
    shapes.push(
      createShape('line', { class: 'grid', x1: x, x2: x, y1: height - margin.bottom, y2: height - margin.bottom + 4 }),
      createShape('text', { x, y: height - 6, 'text-anchor': 'middle' }, formatClock(time)));
  }
  if (limit !== null) {
    shapes.push(createShape('line', { class: 'limit', x1: margin.left, x2: right, y1: scale.y(limit), y2: scale.y(limit) }));
  }
  return shapes;
}

/**
 * Round times of the day, not too close to the edges for their labels.
 * @param {number} from
 * @param {number} to
 * @param {number} most
 */
function findTicks(from, to, most) {
  const step = tickSteps.find(step => (to - from) / step <= Math.max(2, most)) ?? tickSteps[tickSteps.length - 1];
  const offset = new Date(to).getTimezoneOffset() * minute;
  const edge = (to - from) * .02;
  const ticks = [];
  for (let time = Math.ceil((from - offset) / step) * step + offset; time <= to - edge; time += step) {
    if (time >= from + edge) ticks.push(time);
  }
  return ticks;
}

/**
 * @param {Chart} chart
 * @param {number} index
 * @param {Scale} scale
 */
function drawSelection({ times, lines }, index, scale) {
  const x = scale.x(times[index]);
  return [
    createShape('line', { class: 'selected', x1: x, x2: x, y1: margin.top, y2: height - margin.bottom }),
    ...lines.filter(line => line.values[index] != null).map(line =>
      createShape('circle', { class: line.className, cx: x, cy: scale.y(line.values[index] ?? 0), r: 4 })),
  ];
}

/**
 * A line, interrupted where a value is not known and where nothing was measured; what stands alone is a dot.
 * @param {(number | null)[]} values
 * @param {number[]} times
 * @param {number} gap
 * @param {Scale} scale
 */
function trace(values, times, gap, scale) {
  let path = '';
  values.forEach((value, i) => {
    if (value == null) return;
    const isConnected = i > 0 && values[i - 1] != null && times[i] - times[i - 1] <= gap;
    const point = `${scale.x(times[i]).toFixed(1)},${scale.y(value).toFixed(1)}`;
    path += isConnected ? `L${point}` : `M${point}h0`;
  });
  return path;
}

/**
 * @param {Chart} chart
 * @param {number} offsetX
 * @param {number} width
 */
function findNearest({ from, to, times }, offsetX, width) {
  const time = from + (offsetX - margin.left) / (width - margin.left - margin.right) * (to - from);
  return times.length ? times.reduce((best, t, i) => Math.abs(t - time) < Math.abs(times[best] - time) ? i : best, 0) : null;
}

/**
 * Names the lines with their colours and numbers: those of the selected time, or the latest and the highest ones.
 * @param {Element} legend
 * @param {Chart} chart
 * @param {number | null} selected
 */
function renderLegend(legend, { times, limit, lines }, selected) {
  const index = selected ?? times.length - 1;
  const parts = lines.map(({ name, className, values }) => createElement('span', { className: `key ${className}` },
    `${name} ${formatValue(values[index] ?? null)}`,
    selected === null ? `, at most ${formatValue(Math.max(...values.map(value => value ?? 0)))}` : null));
  if (limit !== null) parts.push(createElement('span', { className: 'key limit', textContent: `limit ${limit.toLocaleString()}` }));
  if (selected !== null) parts.unshift(createElement('span', { textContent: formatClock(times[index], true) }));
  const shown = times.length ? parts : [createElement('span', { textContent: 'No samples yet.' })];
  if (legend.textContent !== shown.map(part => part.textContent).join('')) legend.replaceChildren(...shown);
}

/** @param {number | null} value */
const formatValue = value => value == null ? 'unknown' : value.toLocaleString();

/**
 * @param {number} time
 * @param {boolean} [withSeconds]
 */
const formatClock = (time, withSeconds) => new Date(time).toLocaleTimeString(
  undefined, { hour: '2-digit', minute: '2-digit', ...withSeconds ? { second: '2-digit' } : {} });

/**
 * @param {'line' | 'path' | 'text' | 'circle'} tag
 * @param {Record<string, string | number>} attributes
 * @param {string} [text]
 */
function createShape(tag, attributes, text) {
  const shape = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, String(value));
  if (text !== undefined) shape.textContent = text;
  return shape;
}
