import { ask, byId, complain, doing, ended, make, statuses, words } from './api.js';

const steps = {
  intent_analysis: 'Reading your goal', curriculum_design: 'Designing the plan', structure_validation: 'Checking the plan',
  roadmap_edit: 'Changing the plan', content_generation: 'Writing tutorials, resources and quizzes',
};
const eventNames = ['progress', 'human_review_required', 'concept_complete', 'concept_failed', 'retry_started', 'completed', 'partial_failure', 'failed', 'cancelled', 'deleted'];

let current = null, stream = null, timer = null;

/** Shows a roadmap and, until it has ended, follows it. */
export async function openPlan(id) {
  closePlan();
  current = id;
  byId('export').href = `/api/roadmaps/${id}/export.md`;
  byId('feedback').value = '';
  await refresh(id);
}

export function closePlan() {
  current = null;
  stream?.close();
  stream = null;
  clearTimeout(timer);
  timer = null;
}

async function refresh(id) {
  timer = null;
  const roadmap = await ask('GET', `/${id}`);
  const review = roadmap.status === 'human_review_pending' ? await ask('GET', `/${id}/review`) : null;
  if (id !== current) return;
  render(roadmap);
  renderReview(review, roadmap.score);
  // Last, when everything else is there.
  say('status', roadmap.status === 'processing' ? steps[roadmap.step] ?? statuses.processing : statuses[roadmap.status]);
  if (ended(roadmap.status)) { stream?.close(); stream = null; } else if (!stream) follow(id);
}

/** Events say that something has changed; what, is read, at most twice a second. */
function follow(id) {
  stream = new EventSource(`/api/roadmaps/${id}/events`);
  for (const name of eventNames) {
    stream.addEventListener(name, () => { timer ??= setTimeout(() => refresh(id).catch(complain), 500); });
  }
}

function render(roadmap) {
  const { progress, learning } = roadmap;
  const writing = roadmap.step === 'content_generation';
  byId('title').textContent = roadmap.title ?? roadmap.goal;
  byId('summary').textContent = roadmap.summary ?? '';
  byId('status').dataset.status = roadmap.status;
  byId('facts').textContent = roadmap.weeks ? `${roadmap.totalHours} hours in ${roadmap.weeks} ${roadmap.weeks === 1 ? 'week' : 'weeks'}` : '';
  const learned = ended(roadmap.status) && learning.total > 0;
  byId('progress-label').textContent = learned
    ? `${learning.done} of ${learning.total} concepts done${learning.quizAverage == null ? '' : `, quizzes ${Math.round(learning.quizAverage * 100)} %`}`
    : writing ? `${progress.completed + progress.failed} of ${progress.total} concepts written` : '';
  byId('progress').hidden = !byId('progress-label').textContent && ended(roadmap.status);
  if (learned || writing) Object.assign(byId('progress'), { max: learned ? learning.total : progress.total, value: learned ? learning.done : progress.completed + progress.failed });
  else byId('progress').removeAttribute('value');
  byId('progress').hidden ||= roadmap.status === 'human_review_pending';
  byId('error').textContent = roadmap.error ?? '';
  byId('error').hidden = !roadmap.error;
  byId('cancel').hidden = ended(roadmap.status);
  byId('retry').hidden = !['partial_failure', 'failed', 'cancelled'].includes(roadmap.status);
  byId('export').hidden = !ended(roadmap.status) || !roadmap.stages.length;
  renderStages(roadmap);
}

/** A live region is only touched when it changes, so that nobody hears it twice. */
function say(id, text) { if (byId(id).textContent !== text) byId(id).textContent = text; }

function renderStages(roadmap) {
  const names = new Map(roadmap.stages.flatMap(s => s.modules).flatMap(m => m.concepts).map(c => [c.id, c.name]));
  const focused = document.activeElement?.dataset?.concept;
  byId('stages').replaceChildren(...roadmap.stages.map(stage => make('li', { className: 'stage' },
    make('h2', { textContent: stage.title }), make('p', { className: 'quiet', textContent: stage.description }),
    ...stage.modules.map(module => make('div', { className: 'module card' },
      make('h3', { textContent: module.title }), make('p', { className: 'quiet', textContent: module.description }),
      make('ul', {}, ...module.concepts.map(concept => conceptRow(roadmap, concept, names))))))));
  if (focused) byId('stages').querySelector(`[data-concept="${CSS.escape(focused)}"]`)?.focus();
}

function conceptRow(roadmap, concept, names) {
  const state = concept.done ? 'done' : { pending: '', completed: 'ready', partial_failure: 'ready in part', failed: 'failed' }[concept.status];
  const builds = concept.prerequisites.length ? `builds on ${concept.prerequisites.map(id => names.get(id) ?? id).join(', ')}` : '';
  return make('li', { className: 'row' },
    make('a', { className: 'concept', href: `#/roadmaps/${roadmap.id}/concepts/${encodeURIComponent(concept.id)}`, dataset: { concept: concept.id }, textContent: concept.name }),
    make('span', { className: `state ${concept.done ? 'done' : concept.status}`, textContent: state }),
    make('span', { className: 'quiet', textContent: [`${concept.hours} h`, concept.difficulty, builds].filter(text => text).join(' · ') }));
}

function renderReview(review, score) {
  byId('review-section').hidden = !review;
  if (!review) return;
  byId('review-wait').textContent = review.waitingSince ? `Waiting since ${new Date(review.waitingSince).toLocaleString()}${review.round ? `, changed ${review.round} ${review.round === 1 ? 'time' : 'times'}` : ''}.` : '';
  byId('score-text').textContent = score ? `Checked: ${score.overall} of 100 points. ${score.dimensions.warnings.join(' ')}` : 'Checked: it holds together. Nobody has judged how good it is.';
  byId('changes-part').hidden = !review.feedback;
  const changes = review.changes.map(c => make('li', {}, make('strong', { textContent: words(c.change) }), ` ${c.name} `, make('span', { className: 'quiet', textContent: c.detail })));
  byId('changes').replaceChildren(...(changes.length ? changes : [make('li', { textContent: 'Nothing: the wish was not understood. Name a topic, and say whether to add, remove, shorten or move it.' })]));
}

const post = (button, path, body) => byId(button).addEventListener('click', () => doing(byId(button), async () => {
  const id = current;
  await ask('POST', `/${id}${path}`, body?.());
  await refresh(id);
}));
post('cancel', '/cancel');
post('retry', '/retry');
post('approve', '/review', () => ({ approved: true }));
byId('reject').addEventListener('click', () => doing(byId('reject'), async () => {
  const id = current;
  byId('feedback-error').textContent = '';
  try {
    await ask('POST', `/${id}/review`, { approved: false, feedback: byId('feedback').value });
    byId('feedback').value = '';
    await refresh(id);
  } catch (error) {
    if (!error.errors?.feedback) throw error;
    byId('feedback-error').textContent = error.errors.feedback.join(' ');
    byId('feedback').focus();
  }
}));
byId('delete').addEventListener('click', () => { byId('confirm').returnValue = ''; byId('confirm').showModal(); });
byId('confirm').addEventListener('close', () => {
  if (byId('confirm').returnValue !== 'delete') { byId('delete').focus(); return; }
  doing(byId('delete'), async () => {
    await ask('DELETE', `/${current}`);
    location.hash = '#/';
  });
});
