import { onBusy } from './api.js';
import { findElement } from './dom.js';
import { announce } from './messages.js';
import { startRouter } from './router.js';
import { showAccount } from './views/account.js';
import { openCards } from './views/cards.js';
import { openConcept } from './views/concept.js';
import { renderFailure } from './views/failure.js';
import { openRoadmap } from './views/roadmap.js';
import { openSearch } from './views/search.js';
import { openStart } from './views/start.js';
import { openTrash } from './views/trash.js';

onBusy(() => announce('The server is busy; retrying.'));
findElement('skip').addEventListener('click', event => {
  event.preventDefault();
  findElement('main').focus();
});
// What is wrong is shown by the view, which asks the same server.
showAccount().catch(() => {});
startRouter(
  [
    { path: /^$/, section: 'home', open: openStart },
    { path: /^search(?:\/(.*))?$/, section: 'found', open: openSearch },
    { path: /^reviews$/, section: 'cards', open: openCards },
    { path: /^deleted$/, section: 'trash', open: openTrash },
    { path: /^roadmaps\/([^/]+)(?:\/concepts)?$/, section: 'roadmap', open: openRoadmap },
    { path: /^roadmaps\/([^/]+)\/concepts\/([^/]+)$/, section: 'concept', open: openConcept },
  ],
  renderFailure);
