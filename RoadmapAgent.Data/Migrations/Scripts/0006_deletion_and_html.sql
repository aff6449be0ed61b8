-- A tutorial as HTML, rendered once when it is written. NULL for other kinds and for tutorials that were stored before.
ALTER TABLE roadmap.content_items ADD COLUMN html text;

-- Lines that arrive while their roadmap is being deleted must not survive it: only a reference sees a deletion that has not been committed.
DELETE FROM roadmap.execution_logs AS l WHERE NOT EXISTS (SELECT FROM roadmap.roadmaps AS r WHERE r.id = l.roadmap_id);
ALTER TABLE roadmap.execution_logs
  ADD CONSTRAINT execution_logs_roadmap_id_fkey FOREIGN KEY (roadmap_id) REFERENCES roadmap.roadmaps (id) ON DELETE CASCADE;
