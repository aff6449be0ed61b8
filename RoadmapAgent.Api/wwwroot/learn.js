import { ask, byId, complain, doing, ended, make, statuses } from './api.js';
import { closePlan, openPlan } from './plan.js';
import { openConcept } from './concept.js';

let next = null, key = crypto.randomUUID();

function card(roadmap) {
  const { total, completed } = roadmap.progress;
  const facts = [statuses[roadmap.status], roadmap.weeks ? `${roadmap.totalHours} hours, ${roadmap.weeks} weeks` : '', total && !ended(roadmap.status) ? `${completed} of ${total} concepts written` : ''];
  return make('li', { className: 'card' },
    make('a', { href: `#/roadmaps/${roadmap.id}`, textContent: roadmap.title ?? roadmap.goal }),
    make('p', { className: 'quiet', textContent: facts.filter(fact => fact).join(' · ') }));
}

async function list(more) {
  const page = await ask('GET', `?limit=10${more && next ? `&after=${next}` : ''}`);
  if (!more) byId('roadmaps').replaceChildren();
  byId('roadmaps').append(...page.items.map(card));
  if (!byId('roadmaps').children.length) byId('roadmaps').append(make('li', { className: 'quiet', textContent: 'None yet.' }));
  next = page.next;
  byId('more').hidden = !next;
}

/** Writes each sentence under its field, and goes to the first. */
function showErrors(errors) {
  let first;
  for (const field of byId('create').querySelectorAll('input:not([type=checkbox]), select')) {
    const sentences = Object.entries(errors).filter(([name]) => name.replace(/\[.*/, '') === field.name).flatMap(([, texts]) => texts);
    byId(`${field.name}-error`).textContent = sentences.join(' ');
    field.setAttribute('aria-invalid', String(sentences.length > 0));
    if (sentences.length) first ??= field;
  }
  first?.focus();
  return Boolean(first);
}

byId('create').addEventListener('submit', event => {
  event.preventDefault();
  doing(byId('submit'), async () => {
    const request = {
      goal: byId('goal').value, currentLevel: byId('level').value, hoursPerWeek: byId('hours').value === '' ? null : Number(byId('hours').value),
      knownTechnologies: byId('known').value.split(',').map(name => name.trim()).filter(name => name), skipReview: !byId('review').checked,
    };
    showErrors({});
    try {
      const { id } = await ask('POST', '', request, { 'Idempotency-Key': key });
      location.hash = `#/roadmaps/${id}`;
      byId('create').reset();
      key = crypto.randomUUID();
    } catch (error) {
      // The next attempt may be another request.
      if (error.status) key = crypto.randomUUID();
      if (!showErrors(error.errors ?? {})) throw error;
    }
  });
});
byId('more').addEventListener('click', () => doing(byId('more'), () => list(true)));

async function show() {
  const [, , id, , conceptId] = location.hash.split('/');
  const view = conceptId ? 'concept' : id ? 'roadmap' : 'home';
  complain(null);
  closePlan();
  try {
    if (view === 'concept') await openConcept(id, decodeURIComponent(conceptId));
    else if (view === 'roadmap') await openPlan(id);
    else await list(false);
  } catch (error) {
    complain(error);
    if (error.status === 404) { location.hash = '#/'; return; }
  }
  for (const name of ['home', 'roadmap', 'concept']) byId(name).hidden = name !== view;
  const heading = byId(view).querySelector('h1');
  document.title = view === 'home' ? 'RoadmapAgent' : `${heading.textContent} · RoadmapAgent`;
  heading.focus({ preventScroll: true });
  scrollTo(0, 0);
}

addEventListener('hashchange', show);
document.querySelector('.skip').addEventListener('click', event => { event.preventDefault(); byId('main').focus(); });
show();
