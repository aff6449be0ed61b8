-- A plan may be edited three times to become valid; a reviewer's wish begins the count anew.
ALTER TABLE roadmap.roadmaps ADD COLUMN edits integer NOT NULL DEFAULT 0 CHECK (edits BETWEEN 0 AND 3);

-- What the author thinks of the plan as it is; null while nobody has judged it, or could not.
ALTER TABLE roadmap.roadmaps ADD COLUMN score jsonb;

-- The oldest wait for a person is looked at every few seconds.
CREATE INDEX roadmaps_waiting ON roadmap.roadmaps (updated_at) WHERE status = 'human_review_pending';

-- A request sent twice makes one roadmap.
ALTER TABLE roadmap.roadmaps ADD COLUMN idempotency_key text UNIQUE CHECK (length(idempotency_key) BETWEEN 1 AND 200);

-- What a person decided about which plan.
CREATE TABLE roadmap.reviews (
  roadmap_id uuid NOT NULL REFERENCES roadmap.roadmaps (id) ON DELETE CASCADE,
  round integer NOT NULL CHECK (round >= 0),
  approved boolean NOT NULL,
  feedback text,
  framework jsonb NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (roadmap_id, round),
  CHECK (approved OR feedback IS NOT NULL)
);

-- Concepts that the learner has done.
CREATE TABLE roadmap.concept_progress (
  roadmap_id uuid NOT NULL REFERENCES roadmap.roadmaps (id) ON DELETE CASCADE,
  concept_id text NOT NULL,
  done_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (roadmap_id, concept_id)
);

CREATE TABLE roadmap.quiz_attempts (
  id uuid PRIMARY KEY,
  roadmap_id uuid NOT NULL REFERENCES roadmap.roadmaps (id) ON DELETE CASCADE,
  concept_id text NOT NULL,
  answers jsonb NOT NULL,
  correct integer NOT NULL CHECK (correct BETWEEN 0 AND total),
  total integer NOT NULL CHECK (total > 0),
  at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX quiz_attempts_course ON roadmap.quiz_attempts (roadmap_id, concept_id, id);
