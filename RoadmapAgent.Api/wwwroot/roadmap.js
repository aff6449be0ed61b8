const retries = 3;
const pause = seconds => new Promise(resolve => setTimeout(resolve, seconds * 1000));

export const byId = id => document.getElementById(id);
export const ended = status => ['completed', 'partial_failure', 'failed', 'cancelled'].includes(status);
export const count = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;
export const percent = share => `${Math.round(share * 100)} %`;
export const effort = ({ totalHours, weeks }) =>
  weeks ? `${count(Math.round(totalHours * 10) / 10, 'hour')} in ${count(weeks, 'week')}` : '';
export const statuses = {
  pending: 'Queued', processing: 'In progress', human_review_pending: 'Waiting for your review', completed: 'Ready',
  partial_failure: 'Partially ready', failed: 'Failed', cancelled: 'Stopped',
};

/** An error response of the API: a message, and messages by field. */
class Problem extends Error {
  constructor(response, body) {
    super(body?.detail || Object.values(body?.errors ?? {}).flat().join(' ') || body?.title || `The server answered ${response.status}.`);
    this.status = response.status;
    this.errors = body?.errors ?? {};
  }
}

/** Calls the API; while it has no capacity, retries after the time in Retry-After. */
export async function ask(method, path, body, headers = {}) {
  const request = { method, headers };
  if (body !== undefined) {
    Object.assign(request, { headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) });
  }
  for (let tried = 0; ; tried++) {
    const response = await fetch(`/api/roadmaps${path}`, request).catch(() => {
      throw new Error('The server cannot be reached. Check the connection and try again.');
    });
    if (response.status === 503 && tried < retries) {
      announce('The server is busy; retrying.');
      await pause(Math.min(30, Number(response.headers.get('Retry-After')) || 2 ** tried));
      continue;
    }
    const isJson = (response.headers.get('Content-Type') ?? '').includes('json');
    if (!response.ok) throw new Problem(response, isJson ? await response.json().catch(() => null) : null);
    return isJson ? response.json() : response.text();
  }
}

/** Creates an element with properties and children. Nothing is parsed as HTML. */
export function make(tag, { dataset = {}, ...properties } = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  Object.assign(element.dataset, dataset);
  element.append(...children.filter(child => child != null));
  return element;
}

/** Renders text with `code` spans. */
export const spans = text => text.split(/`([^`]+)`/).map((part, i) => i % 2 ? make('code', { textContent: part }) : part);

/** Updates a live region only if the text changes, so that screen readers announce it once. */
export function say(id, text) { if (byId(id).textContent !== text) byId(id).textContent = text; }
export const announce = text => say('announcement', text);

export function complain(error) {
  say('problem', error?.message ?? '');
  byId('problem').hidden = !error;
  if (error) byId('problem').scrollIntoView({ block: 'nearest' });
}

/** Runs a button's action, never twice at once, and shows its error. */
export async function doing(button, work) {
  if (button.getAttribute('aria-disabled') === 'true') return;
  button.setAttribute('aria-disabled', 'true');
  complain(null);
  try { await work(); } catch (error) { complain(error); } finally { button.removeAttribute('aria-disabled'); }
}

/** Shows error messages under a field. */
export function mark(field, sentences = []) {
  byId(`${field.name || field.id}-error`).textContent = sentences.join(' ');
  if (sentences.length) field.setAttribute('aria-invalid', 'true'); else field.removeAttribute('aria-invalid');
}

const eventNames = [
  'progress', 'human_review_required', 'concept_complete', 'concept_failed', 'retry_started',
  'completed', 'partial_failure', 'failed', 'cancelled', 'deleted',
];

/**
 * Follows a roadmap's events. An event only signals a change; `look` reads the roadmap, at most twice a second, until it returns true
 * because the roadmap has ended. An end event is not enough: a stream replays earlier events, and a retried roadmap has ended before.
 */
export function follow(id, look) {
  let source, timer, reopen, stopped = false, looking = false, again = false;
  const stop = () => { stopped = true; clearTimeout(timer); clearTimeout(reopen); source.close(); };
  const soon = (delay = 500) => { if (looking) again = true; else timer ??= setTimeout(run, delay); };
  async function run() {
    [timer, looking, again] = [null, true, false];
    try {
      if (await look()) return stop();
    } catch (error) {
      if (stopped) return;
      if (error.status === 404) { stop(); show(); return; }
      complain(error);
      setTimeout(() => stopped || soon(0), 3000);
    } finally { looking = false; }
    if (again && !stopped) soon();
  }
  function open() {
    source = new EventSource(`/api/roadmaps/${id}/events`);
    for (const name of eventNames) source.addEventListener(name, () => soon());
    // The browser reconnects by itself after a lost connection; only a response without a stream closes the source for good.
    source.addEventListener('error', () => {
      if (stopped || source.readyState !== EventSource.CLOSED) return;
      soon();
      reopen = setTimeout(open, 3000);
    });
  }
  open();
  return stop;
}

let older = null, key = null, asked = null;

function card(roadmap) {
  const { total, completed, failed } = roadmap.progress, isWriting = roadmap.step === 'content_generation' && !ended(roadmap.status);
  const facts = [
    effort(roadmap),
    isWriting && total ? `${completed + failed} of ${total} concepts written` : '',
    new Date(roadmap.createdAt).toLocaleDateString(undefined, { dateStyle: 'medium' }),
  ];
  return make('li', { className: 'card roadmap' },
    make('a', { href: `#/roadmaps/${roadmap.id}`, textContent: roadmap.title ?? roadmap.goal }),
    make('span', { className: 'pill', dataset: { status: roadmap.status }, textContent: statuses[roadmap.status] }),
    make('p', { className: 'quiet', textContent: facts.filter(Boolean).join(' · ') }));
}

async function list(after, current = () => true) {
  const page = await ask('GET', `?limit=20${after ? `&after=${encodeURIComponent(after)}` : ''}`);
  if (!current()) return;
  const cards = page.items.map(card);
  if (after) byId('roadmaps').append(...cards); else byId('roadmaps').replaceChildren(...cards);
  byId('none').hidden = byId('roadmaps').childElementCount > 0;
  older = page.next;
  byId('more').hidden = !older;
  return cards[0];
}

byId('more').addEventListener('click', () => doing(byId('more'), async () => (await list(older))?.querySelector('a').focus()));

/** Shows the errors under their fields and focuses the first one; returns whether there was one. */
function markFields(errors) {
  const wrong = [...byId('create').querySelectorAll('[name]')].filter(field => {
    const sentences = Object.entries(errors).filter(([name]) => name.replace(/\[.*/, '') === field.name).flatMap(([, texts]) => texts);
    mark(field, sentences);
    return sentences.length;
  });
  wrong[0]?.focus();
  return wrong.length > 0;
}

/** A random key; `randomUUID` exists only over HTTPS and on localhost. */
const newKey = () => crypto.randomUUID?.()
  ?? [...crypto.getRandomValues(new Uint8Array(16))].map(b => b.toString(16).padStart(2, '0')).join('');

byId('create').addEventListener('submit', event => {
  event.preventDefault();
  doing(byId('submit'), async () => {
    const request = {
      goal: byId('goal').value.trim(),
      currentLevel: byId('level').value,
      hoursPerWeek: byId('hours').value === '' ? null : Number(byId('hours').value),
      knownTechnologies: byId('known').value.split(',').map(name => name.trim()).filter(Boolean),
      skipReview: !byId('review').checked,
    };
    markFields({});
    // An unchanged request reuses its key, because the response to the first attempt may have been lost.
    if (asked !== JSON.stringify(request)) [asked, key] = [JSON.stringify(request), newKey()];
    try {
      const { id } = await ask('POST', '', request, { 'Idempotency-Key': key });
      [asked, key] = [null, null];
      byId('create').reset();
      location.hash = `#/roadmaps/${id}`;
    } catch (error) {
      if (!markFields(error.errors ?? {})) throw error;
    }
  });
});

let visit = 0, leave = null;

async function open(current) {
  const [, page, id, part, conceptId, ...rest] = location.hash.split('/');
  if (!page) { await list(null, current); return { view: 'home' }; }
  if (page !== 'roadmaps' || !id || (part && part !== 'concepts') || rest.length) {
    throw Object.assign(new Error('There is no such page.'), { status: 404 });
  }
  if (!conceptId) return { view: 'roadmap', stop: await (await import('./plan.js')).open(id, current) };
  return { view: 'concept', stop: await (await import('./concept.js')).open(id, decodeURIComponent(conceptId), current) };
}

/** Shows the view of the current address and focuses its heading. */
export async function show() {
  const mine = ++visit;
  leave?.();
  leave = null;
  complain(null);
  announce('');
  byId('main').setAttribute('aria-busy', 'true');
  const { view, stop } = await open(() => mine === visit).catch(error => {
    if (mine === visit) {
      byId('lost-title').textContent = error.status === 404 ? 'Not found' : 'This page could not be loaded';
      byId('lost-text').textContent = error.message;
      byId('reload').hidden = error.status === 404;
    }
    return { view: 'lost' };
  });
  if (mine !== visit) { stop?.(); return; }
  leave = stop;
  for (const name of ['home', 'roadmap', 'concept', 'lost']) byId(name).hidden = name !== view;
  byId('main').removeAttribute('aria-busy');
  const heading = byId(view).querySelector('h1');
  document.title = view === 'home' ? 'RoadmapAgent' : `${heading.textContent} · RoadmapAgent`;
  scrollTo(0, 0);
  heading.focus({ preventScroll: true });
}

addEventListener('hashchange', show);
byId('reload').addEventListener('click', show);
document.querySelector('.skip').addEventListener('click', event => { event.preventDefault(); byId('main').focus(); });
show();
