-- Which processes there are: each says so every few seconds. Tells how many there really are, whoever started them.
CREATE TABLE roadmap.instances (
  service text NOT NULL CHECK (service <> ''),
  instance text NOT NULL CHECK (instance <> ''),
  seen_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (service, instance)
);

-- What the monitor saw, for ten minutes: every API process shows it, one measures it.
CREATE TABLE roadmap.samples (
  at timestamptz PRIMARY KEY,
  data json NOT NULL
);
