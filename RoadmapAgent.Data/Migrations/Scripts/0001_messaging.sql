-- Messages that left with a transaction but not yet through the broker. A row is deleted once the broker has confirmed it.
CREATE TABLE roadmap.outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  message_id uuid NOT NULL UNIQUE,
  queue text CHECK (queue <> ''),                     -- null: an event, published
  message_type text NOT NULL CHECK (message_type <> ''),
  body jsonb NOT NULL,
  traceparent text,
  created_at timestamptz NOT NULL DEFAULT now(),
  available_at timestamptz NOT NULL DEFAULT now(),
  claimed_until timestamptz,                          -- whoever claimed it relays it until then
  attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  poisoned_at timestamptz,                            -- cannot be understood, so it is kept for a person
  last_error text CHECK (length(last_error) <= 500),
  CHECK (poisoned_at IS NULL OR last_error IS NOT NULL)
);

CREATE INDEX outbox_due ON roadmap.outbox (available_at, id) WHERE poisoned_at IS NULL;

-- Messages whose effects are stored: written in the transaction of the effects.
CREATE TABLE roadmap.inbox (
  message_id uuid NOT NULL,
  consumer text NOT NULL CHECK (consumer <> ''),
  handled_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (message_id, consumer)
);

CREATE INDEX inbox_age ON roadmap.inbox (handled_at);

-- Work that one process of the fleet does for all; a holder that stops renewing loses it.
CREATE TABLE roadmap.leases (
  name text PRIMARY KEY CHECK (name <> ''),
  holder text NOT NULL CHECK (holder <> ''),
  held_until timestamptz NOT NULL
);
