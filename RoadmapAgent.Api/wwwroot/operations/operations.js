const byId = id => document.getElementById(id);
const minutes = 10;
let samples = [];

const cell = (text, isOver = false) => {
  const td = document.createElement('td');
  td.textContent = text ?? '–';
  if (isOver) td.className = 'over';
  return td;
};

const row = (head, cells) => {
  const tr = document.createElement('tr');
  const th = document.createElement('th');
  th.scope = 'row';
  th.textContent = head;
  tr.append(th, ...cells);
  return tr;
};

function showFindings(sample) {
  const items = sample.findings.length ? sample.findings : [{ level: 'healthy', message: 'No findings.' }];
  const texts = items.map(item => item.message).join('\n');
  // Announce changes only, not every sample.
  if (byId('findings').dataset.texts === texts) return;
  byId('findings').dataset.texts = texts;
  byId('findings').replaceChildren(...items.map(item => {
    const li = document.createElement('li');
    li.className = item.level;
    li.textContent = item.message;
    return li;
  }));
}

// Transactions per second between the last two samples; null if the pooler restarted in between.
function rate(service) {
  const [before, after] = samples.slice(-2);
  const earlier = after && before.services.find(s => s.service === service.service);
  if (!earlier || service.transactions == null || earlier.transactions == null || service.transactions < earlier.transactions) return null;
  return ((service.transactions - earlier.transactions) / (Date.parse(after.at) - Date.parse(before.at)) * 1000).toFixed(1);
}

function showTotals({ server, pooler, services, messages, queues }) {
  byId('backends').textContent = `${server.backends} of ${server.maxConnections}`;
  meter('backends-meter', server.backends, server.maxConnections - server.reserved);
  byId('clients').textContent = pooler ? `${pooler.clients} of ${pooler.maxClients}` : 'no managed pooler';
  byId('clients-meter').hidden = !pooler;
  if (pooler) meter('clients-meter', pooler.clients, pooler.maxClients);
  byId('waiting').textContent = pooler
    ? `${pooler.waiting}${pooler.waiting ? `, longest ${pooler.longestWaitSeconds.toFixed(1)} s` : ''}`
    : '–';
  byId('outbox').textContent = `${messages.backlog}${messages.backlog ? `, oldest ${Math.round(messages.oldestSeconds)} s` : ''}`;
  byId('services').replaceChildren(...services.map(s => row(s.service, [
    cell(`${s.processes} of ${s.declaredProcesses}`, s.processes > s.declaredProcesses),
    cell(s.backends, s.backends > s.share), cell(s.share), cell(s.active), cell(s.idleInTransaction),
    cell(s.clients, s.clients > s.maxClients), cell(s.maxClients), cell(s.waiting), cell(rate(s)),
  ])));
  byId('queues').replaceChildren(...(queues ?? []).map(q => row(q.queue, [
    cell(q.waiting), cell(q.consumers, q.waiting > 0 && q.consumers === 0), cell(q.failed, q.failed > 0),
  ])));
}

function meter(id, value, max) {
  Object.assign(byId(id), { max, low: max * 0.8, high: max * 0.95, optimum: 0, value });
}

function showHistory() {
  const now = Date.now(), span = minutes * 60_000;
  const limit = samples.at(-1).server.available;
  const top = Math.max(limit, ...samples.map(s => s.server.backends)) * 1.1;
  const x = s => 600 - (now - Date.parse(s.at)) / span * 600;
  const path = (value, className) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    element.setAttribute('d', samples
      .map((s, i) => `${i ? 'L' : 'M'}${x(s).toFixed(1)},${(140 - value(s) / top * 140).toFixed(1)}`)
      .join(''));
    if (className) element.setAttribute('class', className);
    return element;
  };
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'line');
  const y = 140 - limit / top * 140;
  for (const [name, value] of Object.entries({ x1: 0, x2: 600, y1: y, y2: y })) line.setAttribute(name, value);
  byId('history').replaceChildren(line, path(s => s.server.backends), path(s => s.pooler?.waiting ?? 0, 'waiting'));
  const most = Math.max(...samples.map(s => s.server.backends));
  byId('history-text').textContent
    = `Backends (blue), waiting clients (red) and the limit for all services (dashed, ${limit}). Peak: ${most} backends.`;
}

async function showBudget() {
  const response = await fetch('/api/operations/budget');
  if (!response.ok) return;
  const { lines } = await response.json();
  byId('budget').replaceChildren(...lines.map(line => row(line.inequality, [
    cell(line.who), cell(line.arithmetic || ''), cell(line.demand), cell(line.limit),
    cell(line.limit == null ? '' : line.limit - line.demand, line.limit != null && line.limit < line.demand),
  ])));
}

const events = new EventSource('/api/operations/events');
events.addEventListener('sample', event => {
  const sample = JSON.parse(event.data);
  samples = [...samples.filter(s => s.at !== sample.at && Date.parse(s.at) > Date.now() - minutes * 60_000), sample];
  byId('status').textContent = 'Live.';
  byId('measured').dateTime = sample.at;
  byId('measured').textContent = new Date(sample.at).toLocaleTimeString();
  showFindings(sample);
  showTotals(sample);
  showHistory();
});
events.addEventListener('error', () => { byId('status').textContent = 'The connection to the API was lost; reconnecting.'; });
showBudget();
