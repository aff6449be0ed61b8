-- The keys that protect the cookies of those who have signed in: all API processes read the same ones. Only the API's role may read them.
CREATE TABLE roadmap.data_protection_keys (
  name text PRIMARY KEY CHECK (name <> ''),
  xml text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
