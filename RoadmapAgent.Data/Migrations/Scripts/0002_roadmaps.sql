-- A roadmap and everything that decides its state. Changed only by compare-and-set on version.
CREATE TABLE roadmap.roadmaps (
  id uuid PRIMARY KEY,
  request jsonb NOT NULL,
  status text NOT NULL CHECK (status IN ('pending', 'processing', 'human_review_pending', 'completed', 'partial_failure', 'failed', 'cancelled')),
  step text NOT NULL CHECK (step IN ('queued', 'intent_analysis', 'curriculum_design', 'structure_validation', 'roadmap_edit', 'human_review', 'content_generation', 'finished')),
  round integer NOT NULL DEFAULT 0 CHECK (round >= 0),
  skip_review boolean NOT NULL,
  feedback text,
  version integer NOT NULL DEFAULT 0 CHECK (version >= 0),
  last_sequence bigint NOT NULL DEFAULT 0 CHECK (last_sequence >= 0),
  intent jsonb,
  framework jsonb,
  error text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz,
  CHECK ((status IN ('completed', 'partial_failure', 'failed', 'cancelled')) = (step = 'finished')),
  CHECK ((step = 'finished') = (ended_at IS NOT NULL)),
  CHECK ((status = 'pending') = (step = 'queued')),
  CHECK ((status = 'human_review_pending') = (step = 'human_review')),
  CHECK (step NOT IN ('structure_validation', 'roadmap_edit', 'human_review', 'content_generation') OR framework IS NOT NULL)
);

-- The unit of content: the only truth about progress and about the end.
CREATE TABLE roadmap.content_items (
  roadmap_id uuid NOT NULL REFERENCES roadmap.roadmaps (id) ON DELETE CASCADE,
  concept_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('tutorial', 'resources', 'quiz')),
  status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'completed', 'failed')),
  attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  content jsonb,
  error text,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (roadmap_id, concept_id, kind),
  CHECK ((status = 'completed') = (content IS NOT NULL)),
  CHECK ((status = 'failed') = (error IS NOT NULL))
);

-- What happened, numbered without gaps: the number is taken under the roadmap's row lock. json, not jsonb: a replay gives what was sent.
CREATE TABLE roadmap.events (
  roadmap_id uuid NOT NULL REFERENCES roadmap.roadmaps (id) ON DELETE CASCADE,
  sequence bigint NOT NULL CHECK (sequence > 0),
  type text NOT NULL CHECK (type <> ''),
  data json NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (roadmap_id, sequence)
);

-- No reference to the roadmap: logs arrive late, in batches, and one of a deleted roadmap must not fail the others.
CREATE TABLE roadmap.execution_logs (
  id uuid PRIMARY KEY,
  roadmap_id uuid NOT NULL,
  concept_id text,
  severity text NOT NULL CHECK (severity IN ('debug', 'info', 'warning', 'error')),
  category text NOT NULL CHECK (category IN ('workflow', 'agent', 'database', 'api', 'retry')),
  step text NOT NULL CHECK (step <> ''),
  message text NOT NULL,
  duration_ms double precision CHECK (duration_ms >= 0),
  at timestamptz NOT NULL
);

CREATE INDEX execution_logs_course ON roadmap.execution_logs (roadmap_id, at, id);
