import {
  announce, ask, byId, complain, count, doing, effort, ended, follow, make, mark, percent, say, spans, statuses,
} from './roadmap.js';

const steps = {
  queued: 'Queued', intent_analysis: 'Analysing your goal', curriculum_design: 'Designing the plan',
  structure_validation: 'Checking the plan', roadmap_edit: 'Editing the plan', human_review: 'Your review',
  content_generation: 'Writing the content',
};
const path = ['intent_analysis', 'curriculum_design', 'structure_validation', 'content_generation'];
const words = { pending: '', completed: 'Written', failed: 'Failed', partial_failure: 'Partially written' };
const changeWords = { added: 'Added', removed: 'Removed', changed: 'Changed', moved: 'Moved' };

let id = null, isCurrent = () => false, stop = null, shape = null, quarter = 0;

/** Shows a roadmap and follows it until it has ended. Returns a function that stops following. */
export async function open(roadmapId, current) {
  const roadmap = await read(roadmapId);
  if (!current()) return;
  [id, isCurrent, shape, quarter] = [roadmapId, current, null, 0];
  byId('feedback').value = '';
  mark(byId('feedback'));
  byId('export').href = `/api/roadmaps/${id}/export.md`;
  render(roadmap);
  return () => { stop?.(); stop = null; };
}

async function read(roadmapId) {
  const roadmap = await ask('GET', `/${roadmapId}`);
  const review = roadmap.status === 'human_review_pending' ? await ask('GET', `/${roadmapId}/review`) : null;
  return { ...roadmap, review };
}

/** Reads the roadmap again and returns whether it has ended. */
async function refresh() {
  const mine = isCurrent, roadmap = await read(id);
  if (mine !== isCurrent || !mine()) return true;
  complain(null);
  render(roadmap);
  return ended(roadmap.status);
}

function render(roadmap) {
  const { status, step, progress, stages } = roadmap;
  const isOver = ended(status), isReview = status === 'human_review_pending';
  byId('title').textContent = roadmap.title ?? roadmap.goal;
  byId('summary').textContent = roadmap.summary
    ?? (isOver ? '' : 'The plan appears here as soon as it is designed. You can leave this page and come back.');
  byId('facts').textContent = [effort(roadmap), roadmap.title && count(progress.total, 'concept')].filter(Boolean).join(' · ');
  renderProgress(roadmap, isOver, isReview);
  byId('error').textContent = roadmap.error ?? '';
  byId('error').hidden = !roadmap.error;
  renderNext(roadmap, isOver);
  byId('cancel').hidden = isOver;
  byId('retry').hidden = !['partial_failure', 'failed', 'cancelled'].includes(status);
  byId('retry').textContent = status === 'cancelled' ? 'Resume' : 'Retry';
  byId('export').hidden = !isOver || !stages.length;
  renderReview(roadmap.review, roadmap.score);
  renderStages(roadmap);
  // Last, so that everything else is up to date when the status changes.
  byId('status').dataset.status = status;
  say('status', status === 'processing' ? steps[step] ?? statuses[status] : statuses[status]);
  if (isOver) { stop?.(); stop = null; } else stop ??= follow(id, refresh);
}

function renderProgress({ status, step, progress, learning, stages }, isOver, isReview) {
  const isWriting = !isOver && step === 'content_generation' && progress.total > 0;
  const isLearning = isOver && stages.length > 0 && learning.total > 0;
  const written = progress.completed + progress.failed;
  byId('progress-part').hidden = isReview || (isOver && !isLearning);
  byId('progress-label').textContent = isLearning
    ? `${learning.done} of ${learning.total} concepts done`
      + (learning.quizAverage == null ? '' : `, quizzes ${percent(learning.quizAverage)}`)
    : isWriting ? `${written} of ${progress.total} concepts written${progress.failed ? `, ${progress.failed} failed` : ''}` : 'Planning';
  if (isLearning) Object.assign(byId('progress'), { max: learning.total, value: learning.done });
  else if (isWriting) Object.assign(byId('progress'), { max: progress.total, value: written });
  else byId('progress').removeAttribute('value');
  if (isWriting && Math.floor(written / progress.total * 4) > quarter) {
    quarter = Math.floor(written / progress.total * 4);
    announce(byId('progress-label').textContent);
  }
  byId('steps').hidden = isOver;
  const at = status === 'pending' ? -1 : path.indexOf(step === 'roadmap_edit' ? 'curriculum_design' : step);
  byId('steps').replaceChildren(...path.map((name, i) => {
    const li = make('li', {
      className: i < at ? 'past' : i === at ? 'now' : '',
      textContent: name === 'curriculum_design' && step === 'roadmap_edit' ? steps.roadmap_edit : steps[name],
    });
    if (i === at) li.setAttribute('aria-current', 'step');
    return li;
  }));
}

/** Links to the first concept that is written and not done. */
function renderNext({ stages, learning }, isOver) {
  const concepts = stages.flatMap(s => s.modules).flatMap(m => m.concepts);
  const next = isOver && concepts.find(c => !c.done && ['completed', 'partial_failure'].includes(c.status));
  byId('next').hidden = !next;
  if (!next) return;
  byId('next').textContent = `${learning.done ? 'Continue' : 'Start'} with ${next.name}`;
  byId('next').href = link(next.id);
}

const link = conceptId => `#/roadmaps/${id}/concepts/${encodeURIComponent(conceptId)}`;

/** A concept's status as text. */
const state = concept => concept.done ? 'Done' : words[concept.status];
const look = (row, concept) => {
  row.dataset.state = concept.done ? 'done' : concept.status;
  row.querySelector('.state').textContent = state(concept);
};

function renderStages({ stages }) {
  // While content is being written only the statuses change; the rest stays in place, so readers keep their position.
  const now = JSON.stringify(stages, (name, value) => name === 'status' || name === 'done' ? undefined : value);
  const concepts = stages.flatMap(s => s.modules).flatMap(m => m.concepts);
  if (now !== shape) {
    const names = new Map(concepts.map(c => [c.id, c.name]));
    byId('stages').replaceChildren(...stages.map(stage => make('li', { className: 'stage' },
      make('h2', { textContent: stage.title }),
      make('p', { className: 'quiet', textContent: stage.description }),
      ...stage.modules.map(module => make('section', { className: 'card module' },
        make('h3', { textContent: module.title }),
        make('p', { className: 'quiet', textContent: module.description }),
        make('ul', { className: 'plain' }, ...module.concepts.map(concept => row(concept, names))))))));
    shape = now;
  }
  const rows = byId('stages').querySelectorAll('.row');
  concepts.forEach((concept, i) => look(rows[i], concept));
}

function row(concept, names) {
  const builds = concept.prerequisites.map(p => names.get(p) ?? p).join(', ');
  const facts = [count(concept.hours, 'hour'), concept.difficulty, builds && `builds on ${builds}`].filter(Boolean).join(' · ');
  return make('li', { className: 'row' },
    make('a', { className: 'concept', href: link(concept.id), dataset: { concept: concept.id }, textContent: concept.name }),
    make('span', { className: 'state' }),
    make('p', {}, ...spans(concept.description)),
    make('p', { className: 'quiet', textContent: facts }));
}

function renderReview(review, score) {
  byId('review-section').hidden = !review;
  if (!review) return;
  const since = new Date(review.waitingSince).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  byId('review-text').textContent = [
    review.feedback && `You asked for: “${review.feedback}”`,
    score ? `Checked: ${score.overall} of 100 points.` : 'Checked: the structure is valid; the quality was not scored.',
    ...score?.dimensions.warnings ?? [],
    'Content is written only after you approve the plan.',
    review.waitingSince && `Waiting since ${since}.`,
  ].filter(Boolean).join(' ');
  byId('changes-part').hidden = !review.round;
  byId('changes').replaceChildren(...review.changes.map(c => make('li', {},
    make('strong', { className: c.change, textContent: changeWords[c.change] ?? c.change }), ' ', c.name,
    c.detail ? make('span', { className: 'quiet', textContent: ` ${c.detail}` }) : null)));
  if (review.changes.length) return;
  const hint = 'Nothing has changed. Name a topic and say whether to add, remove, shorten or move it.';
  byId('changes').append(make('li', { textContent: hint }));
}

/** Posts a decision and reads the roadmap again, also after a conflict. */
async function post(part, body) {
  try { await ask('POST', `/${id}${part}`, body); } catch (error) {
    if (error.status === 409) await refresh().catch(() => {});
    throw error;
  }
  await refresh();
}

/** Runs a button's action; if the action hides the button, the focus moves to the heading. */
const on = (button, work) => byId(button).addEventListener('click', () => doing(byId(button), async () => {
  await work();
  if (!byId(button).checkVisibility() && [document.body, byId(button)].includes(document.activeElement)) byId('title').focus();
}));

on('cancel', () => post('/cancel'));
on('retry', () => { quarter = 0; return post('/retry'); });
on('approve', () => post('/review', { approved: true }));
on('reject', async () => {
  mark(byId('feedback'));
  try {
    await post('/review', { approved: false, feedback: byId('feedback').value.trim() });
    byId('feedback').value = '';
  } catch (error) {
    if (!error.errors?.feedback) throw error;
    mark(byId('feedback'), error.errors.feedback);
    byId('feedback').focus();
  }
});
byId('delete').addEventListener('click', () => {
  byId('confirm').returnValue = '';
  byId('confirm').showModal();
});
byId('confirm').addEventListener('close', () => {
  if (byId('confirm').returnValue !== 'delete') return;
  doing(byId('delete'), async () => {
    await ask('DELETE', `/${id}`);
    location.hash = '#/';
  });
});
