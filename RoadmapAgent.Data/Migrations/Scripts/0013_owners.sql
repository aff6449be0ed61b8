-- The person that a roadmap belongs to; NULL for those that a version without owners has created, until an operator claims them. The key is
-- never changed by what the workflow writes, so that changes remain HOT updates.
ALTER TABLE roadmap.roadmaps ADD COLUMN owner uuid;

-- A person's list, newest first: ids are time-ordered.
CREATE INDEX roadmaps_owner ON roadmap.roadmaps (owner, id);
