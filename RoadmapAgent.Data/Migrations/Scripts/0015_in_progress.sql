-- A person may have so many roadmaps in progress: counted whenever one is added. No column that a concept changes is in it.
CREATE INDEX roadmaps_in_progress ON roadmap.roadmaps (owner) WHERE status IN ('pending', 'processing', 'human_review_pending');
