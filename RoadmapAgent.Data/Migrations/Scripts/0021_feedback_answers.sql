-- What became of each wish of a refused review: an array of wish, outcome and answer; null until the plan has been edited, and in reviews of
-- before.
ALTER TABLE roadmap.reviews ADD COLUMN answers jsonb;
