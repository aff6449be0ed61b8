-- Roadmaps that their owners have deleted and can restore until they expire. While a roadmap is here, roadmaps.owner is a value that no
-- person has (all zeros), so that no statement for an owner finds it, those of versions that do not know this table included. It is not
-- NULL: an operator may claim roadmaps without an owner.
CREATE TABLE roadmap.trash (
  id uuid PRIMARY KEY,                                -- of the deletion; time-ordered
  roadmap_id uuid NOT NULL UNIQUE REFERENCES roadmap.roadmaps (id) ON DELETE CASCADE,
  owner uuid NOT NULL,
  deleted_at timestamptz NOT NULL
);

-- A person's trash, newest first.
CREATE INDEX trash_owner ON roadmap.trash (owner, id);
