-- Questions that a learner has missed, and when each is asked again. The question itself stays in the quiz, which it names by the number of
-- attempts at writing it: a card of an earlier quiz is never asked, not even if a version that does not know this table has replaced the
-- quiz, or if an answer arrives while it is being replaced.
CREATE TABLE roadmap.cards (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  roadmap_id uuid NOT NULL REFERENCES roadmap.roadmaps (id) ON DELETE CASCADE,
  concept_id text NOT NULL,
  quiz integer NOT NULL CHECK (quiz > 0),             -- content_items.attempts
  question integer NOT NULL CHECK (question >= 0),    -- its index in the quiz
  interval_days integer NOT NULL CHECK (interval_days BETWEEN 1 AND 365),
  ease double precision NOT NULL CHECK (ease BETWEEN 1.3 AND 2.5),
  due_at timestamptz NOT NULL,
  UNIQUE (roadmap_id, concept_id, quiz, question)
);
