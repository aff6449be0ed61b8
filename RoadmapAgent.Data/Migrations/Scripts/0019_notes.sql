-- What a learner writes down about a concept. It belongs to the concept, not to its content, which may be regenerated.
CREATE TABLE roadmap.notes (
  roadmap_id uuid NOT NULL REFERENCES roadmap.roadmaps (id) ON DELETE CASCADE,
  concept_id text NOT NULL,
  note text NOT NULL CHECK (length(note) BETWEEN 1 AND 10000),
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (roadmap_id, concept_id)
);
