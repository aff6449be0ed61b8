-- The scripts of every version whose migration has completed, roles and grants included.
CREATE TABLE roadmap.completed_migrations (
  script text PRIMARY KEY CHECK (script <> ''),
  at timestamptz NOT NULL DEFAULT now()
);

-- How often a message has been put back because of an outage; its delay grows with every time.
ALTER TABLE roadmap.outbox ADD COLUMN redelivered integer NOT NULL DEFAULT 0 CHECK (redelivered >= 0);

-- Roadmaps that have not changed for a long time are looked for every minute.
CREATE INDEX roadmaps_unfinished ON roadmap.roadmaps (updated_at) WHERE status IN ('pending', 'processing');
