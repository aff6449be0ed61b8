import { ask, byId, complain, count, doing, ended, follow, make, percent, say, spans } from './roadmap.js';

const kinds = { article: 'Article', video: 'Video', book: 'Book', course: 'Course', documentation: 'Documentation', tool: 'Tool' };
const regenerating = 'Regenerating; the new version will appear here.';

let id = null, conceptId = null, quiz = [], shown = {}, isCurrent = () => false, stop = null;
const path = (part = '') => `/${id}/concepts/${encodeURIComponent(conceptId)}${part}`;

// Blocks wider than the page scroll, and are focusable so that they scroll by keyboard, too.
const sizes = new ResizeObserver(entries => entries.forEach(({ target: box }) => {
  const isWide = box.scrollWidth > box.clientWidth;
  for (const [name, value] of Object.entries({ tabindex: '0', role: 'region', 'aria-label': box.dataset.label })) {
    if (isWide) box.setAttribute(name, value); else box.removeAttribute(name);
  }
}));

/** Shows a concept and follows its roadmap until it has ended. Returns a function that stops following. */
export async function open(roadmapId, wanted, current) {
  const read = await load(roadmapId, wanted);
  if (!current()) return;
  [id, conceptId, shown, isCurrent] = [roadmapId, wanted, {}, current];
  say('learned', '');
  render(...read);
  return () => { stop?.(); stop = null; };
}

/** Reads the roadmap, the concept and its tutorial as rendered by the server. */
async function load(roadmapId = id, wanted = conceptId) {
  const path = `/${roadmapId}/concepts/${encodeURIComponent(wanted)}`;
  const [roadmap, concept] = await Promise.all([ask('GET', `/${roadmapId}`), ask('GET', path)]);
  const html = concept.tutorial ? await ask('GET', `${path}/tutorial.html`) : null;
  return [roadmap, concept, html];
}

async function refresh() {
  const mine = isCurrent, read = await load();
  if (mine !== isCurrent || !mine()) return true;
  complain(null);
  render(...read);
  return ended(read[0].status);
}

/** Renders a part only if it has changed, so that readers keep their answers and position while other parts are written. */
function part(name, data, work) {
  const now = JSON.stringify(data);
  if (shown[name] === now) return;
  shown[name] = now;
  work();
}

function render(roadmap, concept, html) {
  const isOver = ended(roadmap.status);
  const all = roadmap.stages.flatMap(stage => stage.modules.flatMap(
    module => module.concepts.map(c => ({ ...c, stage: stage.title, module: module.title }))));
  const at = all.findIndex(c => c.id === concept.id), summary = all[at];
  byId('back').textContent = roadmap.title ?? roadmap.goal;
  byId('back').href = `#/roadmaps/${id}`;
  byId('concept-title').textContent = concept.name;
  byId('concept-text').replaceChildren(...spans(summary?.description ?? ''));
  byId('concept-facts').textContent = summary
    ? [summary.stage, summary.module, count(summary.hours, 'hour'), summary.difficulty].join(' · ')
    : '';
  for (const button of document.querySelectorAll('.regenerate')) button.hidden = !isOver;
  part('done', concept.done, () => renderDone(concept.done));
  const missing = isOver ? 'This could not be written.' : 'Not written yet. It will appear here as soon as it is ready.';
  part('tutorial', concept.tutorial ? [concept.tutorial, html] : missing, () => renderTutorial(concept.tutorial, html, missing));
  part('resources', concept.resources ?? missing, () => renderResources(concept.resources, missing));
  part('quiz', concept.quiz ?? missing, () => renderQuiz(concept, missing));
  renderAround('before', all[at - 1]);
  renderAround('after', at < 0 ? null : all[at + 1]);
  if (isOver && byId('learned').textContent === regenerating) say('learned', 'Regenerated.');
  if (isOver) { stop?.(); stop = null; } else stop ??= follow(id, refresh);
}

function renderAround(which, concept) {
  byId(which).hidden = !concept;
  if (!concept) return;
  byId(which).replaceChildren(make('span', { className: 'quiet', textContent: which === 'before' ? 'Previous' : 'Next' }), concept.name);
  byId(which).href = `#/roadmaps/${id}/concepts/${encodeURIComponent(concept.id)}`;
}

function renderDone(done) {
  byId('done').setAttribute('aria-pressed', String(done));
  byId('done').textContent = done ? 'Done' : 'Mark as done';
}

function renderTutorial(tutorial, html, missing) {
  if (!tutorial) { byId('tutorial').replaceChildren(make('p', { className: 'quiet', textContent: missing })); return; }
  const written = new DOMParser().parseFromString(html, 'text/html').body;
  for (const block of written.querySelectorAll('pre, table')) {
    const box = make('div', { className: 'wide-block', dataset: { label: block.tagName === 'PRE' ? 'Code' : 'Table' } });
    block.replaceWith(box);
    box.append(block);
  }
  byId('tutorial').replaceChildren(
    make('p', { className: 'intro' },
      ...spans(tutorial.summary),
      make('span', { className: 'quiet', textContent: ` ${count(tutorial.estimatedMinutes, 'minute')}` })),
    ...written.childNodes);
  sizes.disconnect();
  for (const box of byId('tutorial').querySelectorAll('.wide-block')) sizes.observe(box);
}

function renderResources(resources, missing) {
  byId('resources').replaceChildren(...(resources ?? []).map(resource => make('li', { className: 'card' },
    /^https?:\/\//i.test(resource.url)
      ? make('a', { href: resource.url, target: '_blank', rel: 'noopener noreferrer', textContent: resource.title })
      : make('strong', { textContent: resource.title }),
    make('p', {
      className: 'quiet',
      textContent: [kinds[resource.type] ?? resource.type, resource.description].filter(Boolean).join(' · '),
    }))));
  if (!resources?.length) byId('resources').append(make('li', { className: 'empty', textContent: missing }));
}

function renderQuiz(concept, missing) {
  quiz = concept.quiz ?? [];
  byId('quiz').hidden = !quiz.length;
  renderResults(concept.quizResults, missing);
  byId('questions').replaceChildren(...quiz.map((question, q) => {
    const isMany = question.type === 'multiple_choice';
    const fieldset = make('fieldset', { className: 'card' },
      make('legend', {}, `${q + 1}. `, ...spans(question.question)),
      isMany ? make('p', { className: 'quiet', textContent: 'Select all correct answers.' }) : null,
      ...question.options.map((option, o) => make('label', { className: 'option' },
        make('input', { type: isMany ? 'checkbox' : 'radio', name: `q${q}`, value: String(o) }),
        make('span', {}, ...spans(option)),
        make('span', { className: 'verdict' }))),
      make('p', { className: 'feedback', id: `feedback-${q}` }));
    fieldset.setAttribute('aria-describedby', `feedback-${q}`);
    return fieldset;
  }));
  clear();
}

function renderResults({ attempts, bestScore, lastScore }, missing) {
  byId('results').textContent = !quiz.length ? missing
    : attempts ? `Answered ${count(attempts, 'time')}: best ${percent(bestScore)}, last ${percent(lastScore)}.`
    : `${count(quiz.length, 'question')}. Answer as often as you like.`;
}

function clear() {
  say('score', '');
  byId('retake').hidden = true;
  for (const fieldset of byId('questions').children) forget(fieldset);
}

function forget(fieldset) {
  delete fieldset.dataset.result;
  fieldset.querySelector('.feedback').textContent = '';
  for (const verdict of fieldset.querySelectorAll('.verdict')) verdict.textContent = '';
}

/** Shows at the question and its options whether the answer is correct, and why. */
function judge(fieldset, question, chosen, { correct, expected, explanation }) {
  fieldset.dataset.result = correct ? 'right' : 'wrong';
  fieldset.querySelectorAll('.verdict').forEach((verdict, o) => {
    verdict.textContent = expected.includes(o)
      ? (chosen.includes(o) ? 'correct' : 'correct, not selected')
      : chosen.includes(o) ? 'incorrect' : '';
    verdict.dataset.right = String(expected.includes(o));
  });
  const right = expected.map(o => question.options[o]).join('; ');
  fieldset.querySelector('.feedback').replaceChildren(
    make('strong', { textContent: correct ? 'Correct. ' : 'Not quite. ' }),
    ...spans(correct ? explanation : `Correct answer: ${right}. ${explanation}`));
}

byId('quiz').addEventListener('reset', () => {
  clear();
  byId('questions').querySelector('input').focus();
});
byId('quiz').addEventListener('submit', event => {
  event.preventDefault();
  doing(byId('check'), async () => {
    const fieldsets = [...byId('questions').children];
    const answers = fieldsets.map(fieldset => [...fieldset.querySelectorAll('input:checked')].map(input => Number(input.value)));
    clear();
    const open = fieldsets.filter((_, q) => !answers[q].length);
    for (const fieldset of open) {
      fieldset.dataset.result = 'open';
      fieldset.querySelector('.feedback').textContent = 'Select an answer first.';
    }
    if (open.length) {
      say('score', `${count(open.length, 'question')} without an answer`);
      open[0].querySelector('input').focus();
      return;
    }
    const mine = isCurrent, result = await ask('POST', path('/quiz/attempts'), { answers });
    if (mine !== isCurrent || !mine()) return;
    fieldsets.forEach((fieldset, q) => judge(fieldset, quiz[q], answers[q], result.questions[q]));
    say('score', `${result.correct} of ${result.total} correct: ${percent(result.score)}`);
    byId('retake').hidden = false;
    const concept = await ask('GET', path());
    if (mine === isCurrent && mine()) renderResults(concept.quizResults, '');
  });
});
byId('questions').addEventListener('change', event => {
  const fieldset = event.target.closest('fieldset');
  if (fieldset.dataset.result === 'open') { forget(fieldset); say('score', ''); }
});

byId('done').addEventListener('click', () => doing(byId('done'), async () => {
  const done = byId('done').getAttribute('aria-pressed') !== 'true', mine = isCurrent;
  const learning = await ask(done ? 'PUT' : 'DELETE', path('/done'));
  if (mine !== isCurrent || !mine()) return;
  shown.done = JSON.stringify(done);
  renderDone(done);
  say('learned', `${learning.done} of ${learning.total} concepts done`);
}));

for (const button of document.querySelectorAll('.regenerate')) {
  button.addEventListener('click', () => doing(button, async () => {
    await ask('POST', path(`/${button.dataset.kind}/regenerate`));
    say('learned', regenerating);
    byId('concept-title').focus({ preventScroll: true });
    await refresh();
  }));
}
