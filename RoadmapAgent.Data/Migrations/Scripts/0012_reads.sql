-- What a list shows of a plan. Generated, so that it is right whichever version writes the plan, and filled for the plans there are.
ALTER TABLE roadmap.roadmaps
  ADD COLUMN title text GENERATED ALWAYS AS (framework ->> 'title') STORED,
  ADD COLUMN total_hours double precision GENERATED ALWAYS AS ((framework ->> 'totalHours')::double precision) STORED,
  ADD COLUMN weeks integer GENERATED ALWAYS AS ((framework ->> 'weeks')::integer) STORED;

-- The monitor and the reconciler count the few messages that are not on their way.
CREATE INDEX outbox_poisoned ON roadmap.outbox (id) WHERE poisoned_at IS NOT NULL;
CREATE INDEX outbox_redelivered ON roadmap.outbox (id) WHERE redelivered > 0 AND poisoned_at IS NULL;
