-- When a message was first due. Unlike available_at, no failed attempt moves it: the age of a message is measured from here. Null in rows of
-- the version before, which are as old as created_at says.
ALTER TABLE roadmap.outbox ADD COLUMN due_at timestamptz;

-- A learner's place among the concepts that wait for their content is counted in the roadmaps whose content is being written.
CREATE INDEX roadmaps_writing ON roadmap.roadmaps (id) WHERE step = 'content_generation';
