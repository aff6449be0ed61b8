import { ask, byId, doing, ended, make, words } from './api.js';

let roadmapId = null, concept = null;
const path = rest => `/${roadmapId}/concepts/${encodeURIComponent(concept.id)}${rest}`;
/** Text in which `this` is code. */
const spans = text => text.split('`').map((part, i) => i % 2 ? make('code', { textContent: part }) : part);
const missing = text => make('p', { className: 'quiet', textContent: text });

/** Shows a concept with its tutorial, resources and quiz. */
export async function openConcept(id, conceptId) {
  roadmapId = id;
  const [read, roadmap] = await Promise.all([ask('GET', `/${id}/concepts/${encodeURIComponent(conceptId)}`), ask('GET', `/${id}`)]);
  concept = read;
  byId('back').href = `#/roadmaps/${id}`;
  byId('back').textContent = `Back to ${roadmap.title}`;
  byId('concept-title').textContent = concept.name;
  for (const button of document.querySelectorAll('.again')) button.hidden = !ended(roadmap.status) || roadmap.status === 'cancelled';
  renderDone(concept.done);
  await renderTutorial();
  renderResources();
  renderQuiz();
}

async function renderTutorial() {
  if (!concept.tutorial) { byId('tutorial').replaceChildren(missing('Not written yet.')); return; }
  const html = await ask('GET', path('/tutorial.html'));
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  byId('tutorial').replaceChildren(make('p', { className: 'quiet' }, ...spans(`${concept.tutorial.summary} About ${concept.tutorial.estimatedMinutes} minutes.`)), ...parsed.body.childNodes);
}

function renderResources() {
  const resources = concept.resources ?? [];
  byId('resources').replaceChildren(...(resources.length ? resources : [null]).map(r => r
    ? make('li', { className: 'card' }, make('a', { href: /^https?:/.test(r.url) ? r.url : '#', rel: 'noopener noreferrer', target: '_blank', textContent: r.title }), make('p', { className: 'quiet', textContent: `${words(r.type)} · ${r.description}` }))
    : make('li', {}, missing('Not written yet.'))));
}

function renderQuiz() {
  const quiz = concept.quiz ?? [];
  const { attempts, bestScore } = concept.quizResults;
  byId('quiz').hidden = !quiz.length;
  byId('score').textContent = '';
  byId('quiz-results').textContent = !quiz.length ? 'Not written yet.' : attempts ? `Tried ${attempts} ${attempts === 1 ? 'time' : 'times'}, best ${Math.round(bestScore * 100)} %.` : '';
  byId('questions').replaceChildren(...quiz.map((question, q) => make('fieldset', { className: 'card' },
    make('legend', {}, `${q + 1}. `, ...spans(question.question)),
    question.type === 'multiple_choice' ? make('p', { className: 'quiet', textContent: 'Choose all that are right.' }) : null,
    ...question.options.map((option, o) => make('label', { className: 'option' },
      make('input', { type: question.type === 'multiple_choice' ? 'checkbox' : 'radio', name: `q${q}`, value: String(o) }), make('span', {}, ...spans(option)))),
    make('p', { className: 'feedback' }))));
}

function renderDone(done) {
  byId('done').setAttribute('aria-pressed', String(done));
  byId('done').textContent = done ? 'Done' : 'Mark as done';
}

byId('done').addEventListener('click', () => doing(byId('done'), async () => {
  const done = byId('done').getAttribute('aria-pressed') !== 'true';
  await ask(done ? 'PUT' : 'DELETE', path('/done'));
  renderDone(done);
}));

byId('quiz').addEventListener('submit', event => {
  event.preventDefault();
  doing(byId('check'), async () => {
    const fieldsets = [...byId('questions').children];
    const answers = fieldsets.map(fieldset => [...fieldset.querySelectorAll('input:checked')].map(input => Number(input.value)));
    const result = await ask('POST', path('/quiz/attempts'), { answers });
    fieldsets.forEach((fieldset, q) => {
      const { correct, expected, explanation } = result.questions[q];
      const right = expected.map(o => concept.quiz[q].options[o]).join(', ');
      fieldset.dataset.correct = String(correct);
      fieldset.querySelector('.feedback').replaceChildren(...spans(correct ? `Right. ${explanation}` : `Not quite. Right is: ${right}. ${explanation}`));
    });
    byId('score').textContent = `${result.correct} of ${result.total} right: ${Math.round(result.score * 100)} %`;
  });
});

for (const button of document.querySelectorAll('.again')) {
  button.addEventListener('click', () => doing(button, async () => {
    await ask('POST', path(`/${button.dataset.kind}/regenerate`));
    location.hash = `#/roadmaps/${roadmapId}`;
  }));
}
