-- A database of 2026-11-27, before the first release: pg_dump of the schema, a completed roadmap and the journal of the scripts.

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

CREATE SCHEMA roadmap;

SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE roadmap.concept_progress (
    roadmap_id uuid NOT NULL,
    concept_id text NOT NULL,
    done_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE roadmap.content_items (
    roadmap_id uuid NOT NULL,
    concept_id text NOT NULL,
    kind text NOT NULL,
    status text DEFAULT 'pending'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    content jsonb,
    error text,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT content_items_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT content_items_check CHECK (((status = 'completed'::text) = (content IS NOT NULL))),
    CONSTRAINT content_items_check1 CHECK (((status = 'failed'::text) = (error IS NOT NULL))),
    CONSTRAINT content_items_kind_check CHECK ((kind = ANY (ARRAY['tutorial'::text, 'resources'::text, 'quiz'::text]))),
    CONSTRAINT content_items_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'completed'::text, 'failed'::text])))
);

CREATE TABLE roadmap.events (
    roadmap_id uuid NOT NULL,
    sequence bigint NOT NULL,
    type text NOT NULL,
    data json NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT events_sequence_check CHECK ((sequence > 0)),
    CONSTRAINT events_type_check CHECK ((type <> ''::text))
);

CREATE TABLE roadmap.execution_logs (
    id uuid NOT NULL,
    roadmap_id uuid NOT NULL,
    concept_id text,
    severity text NOT NULL,
    category text NOT NULL,
    step text NOT NULL,
    message text NOT NULL,
    duration_ms double precision,
    at timestamp with time zone NOT NULL,
    CONSTRAINT execution_logs_category_check CHECK ((category = ANY (ARRAY['workflow'::text, 'agent'::text, 'database'::text, 'api'::text, 'retry'::text]))),
    CONSTRAINT execution_logs_duration_ms_check CHECK ((duration_ms >= (0)::double precision)),
    CONSTRAINT execution_logs_severity_check CHECK ((severity = ANY (ARRAY['debug'::text, 'info'::text, 'warning'::text, 'error'::text]))),
    CONSTRAINT execution_logs_step_check CHECK ((step <> ''::text))
);

CREATE TABLE roadmap.inbox (
    message_id uuid NOT NULL,
    consumer text NOT NULL,
    handled_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT inbox_consumer_check CHECK ((consumer <> ''::text))
);

CREATE TABLE roadmap.instances (
    service text NOT NULL,
    instance text NOT NULL,
    seen_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT instances_instance_check CHECK ((instance <> ''::text)),
    CONSTRAINT instances_service_check CHECK ((service <> ''::text))
);

CREATE TABLE roadmap.leases (
    name text NOT NULL,
    holder text NOT NULL,
    held_until timestamp with time zone NOT NULL,
    CONSTRAINT leases_holder_check CHECK ((holder <> ''::text)),
    CONSTRAINT leases_name_check CHECK ((name <> ''::text))
);

CREATE TABLE roadmap.outbox (
    id bigint NOT NULL,
    message_id uuid NOT NULL,
    queue text,
    message_type text NOT NULL,
    body jsonb NOT NULL,
    traceparent text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    available_at timestamp with time zone DEFAULT now() NOT NULL,
    claimed_until timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    poisoned_at timestamp with time zone,
    last_error text,
    CONSTRAINT outbox_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT outbox_check CHECK (((poisoned_at IS NULL) OR (last_error IS NOT NULL))),
    CONSTRAINT outbox_last_error_check CHECK ((length(last_error) <= 500)),
    CONSTRAINT outbox_message_type_check CHECK ((message_type <> ''::text)),
    CONSTRAINT outbox_queue_check CHECK ((queue <> ''::text))
);

ALTER TABLE roadmap.outbox ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME roadmap.outbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE roadmap.quiz_attempts (
    id uuid NOT NULL,
    roadmap_id uuid NOT NULL,
    concept_id text NOT NULL,
    answers jsonb NOT NULL,
    correct integer NOT NULL,
    total integer NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT quiz_attempts_check CHECK (((correct >= 0) AND (correct <= total))),
    CONSTRAINT quiz_attempts_total_check CHECK ((total > 0))
);

CREATE TABLE roadmap.reviews (
    roadmap_id uuid NOT NULL,
    round integer NOT NULL,
    approved boolean NOT NULL,
    feedback text,
    framework jsonb NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT reviews_check CHECK ((approved OR (feedback IS NOT NULL))),
    CONSTRAINT reviews_round_check CHECK ((round >= 0))
);

CREATE TABLE roadmap.roadmaps (
    id uuid NOT NULL,
    request jsonb NOT NULL,
    status text NOT NULL,
    step text NOT NULL,
    round integer DEFAULT 0 NOT NULL,
    skip_review boolean NOT NULL,
    feedback text,
    version integer DEFAULT 0 NOT NULL,
    last_sequence bigint DEFAULT 0 NOT NULL,
    intent jsonb,
    framework jsonb,
    error text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    ended_at timestamp with time zone,
    edits integer DEFAULT 0 NOT NULL,
    score jsonb,
    idempotency_key text,
    CONSTRAINT roadmaps_check CHECK (((status = ANY (ARRAY['completed'::text, 'partial_failure'::text, 'failed'::text, 'cancelled'::text])) = (step = 'finished'::text))),
    CONSTRAINT roadmaps_check1 CHECK (((step = 'finished'::text) = (ended_at IS NOT NULL))),
    CONSTRAINT roadmaps_check2 CHECK (((status = 'pending'::text) = (step = 'queued'::text))),
    CONSTRAINT roadmaps_check3 CHECK (((status = 'human_review_pending'::text) = (step = 'human_review'::text))),
    CONSTRAINT roadmaps_check4 CHECK (((step <> ALL (ARRAY['structure_validation'::text, 'roadmap_edit'::text, 'human_review'::text, 'content_generation'::text])) OR (framework IS NOT NULL))),
    CONSTRAINT roadmaps_edits_check CHECK (((edits >= 0) AND (edits <= 3))),
    CONSTRAINT roadmaps_idempotency_key_check CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 200))),
    CONSTRAINT roadmaps_last_sequence_check CHECK ((last_sequence >= 0)),
    CONSTRAINT roadmaps_round_check CHECK ((round >= 0)),
    CONSTRAINT roadmaps_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'processing'::text, 'human_review_pending'::text, 'completed'::text, 'partial_failure'::text, 'failed'::text, 'cancelled'::text]))),
    CONSTRAINT roadmaps_step_check CHECK ((step = ANY (ARRAY['queued'::text, 'intent_analysis'::text, 'curriculum_design'::text, 'structure_validation'::text, 'roadmap_edit'::text, 'human_review'::text, 'content_generation'::text, 'finished'::text]))),
    CONSTRAINT roadmaps_version_check CHECK ((version >= 0))
);

CREATE TABLE roadmap.samples (
    at timestamp with time zone NOT NULL,
    data json NOT NULL
);

CREATE TABLE roadmap.schema_versions (
    schemaversionsid integer NOT NULL,
    scriptname character varying(255) NOT NULL,
    applied timestamp without time zone NOT NULL
);

CREATE SEQUENCE roadmap.schema_versions_schemaversionsid_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE roadmap.schema_versions_schemaversionsid_seq OWNED BY roadmap.schema_versions.schemaversionsid;

ALTER TABLE ONLY roadmap.schema_versions ALTER COLUMN schemaversionsid SET DEFAULT nextval('roadmap.schema_versions_schemaversionsid_seq'::regclass);

INSERT INTO roadmap.content_items VALUES ('01a21d7e-1674-7673-baa7-42a7a4151733', 'c-2-2-1', 'quiz', 'completed', 1, '[{"type": "single_choice", "correct": [0], "options": ["n²", "log n", "2n", "n"], "question": "A loop over n items contains another loop over the same n items. How does the work grow?", "difficulty": "easy", "explanation": "For every one of n items there are n steps."}, {"type": "true_false", "correct": [1], "options": ["True", "False"], "question": "True or false: An O(n) algorithm is always slower than an O(1) algorithm.", "difficulty": "easy", "explanation": "For small inputs constants decide; the notation is about growth."}, {"type": "true_false", "correct": [0], "options": ["True", "False"], "question": "True or false: Binary search needs about 20 steps for a million sorted items.", "difficulty": "easy", "explanation": "Every step halves the rest, and 2 to the power of 20 is about a million."}]', NULL, '2026-11-27 14:52:14.615838+00');
INSERT INTO roadmap.content_items VALUES ('01a21d7e-1674-7673-baa7-42a7a4151733', 'c-2-2-1', 'resources', 'completed', 1, '[{"url": "https://docs.python.org/3/tutorial/datastructures.html", "type": "documentation", "title": "Python data structures", "language": "en", "relevance": 0.95, "description": "Lists, sets and dictionaries with examples."}, {"url": "https://learn.microsoft.com/dotnet/standard/collections/", "type": "documentation", "title": "Collections in .NET", "language": "en", "relevance": 0.9, "description": "A catalogue of structures with what each is good at."}, {"url": "https://docs.python.org/3/tutorial/", "type": "documentation", "title": "Python tutorial", "language": "en", "relevance": 0.5, "description": "A gentle first language with the official step-by-step introduction."}]', NULL, '2026-11-27 14:52:14.615838+00');
INSERT INTO roadmap.content_items VALUES ('01a21d7e-1674-7673-baa7-42a7a4151733', 'c-2-2-1', 'tutorial', 'completed', 1, '{"title": "Data structures and algorithms: How work grows", "summary": "Big O notation describes how the number of steps grows with the size n of the input.", "markdown": "# Data structures and algorithms: How work grows\n\nBig O notation describes how the number of steps grows with the size n of the input.\n\n## Why it matters for your goal\n\nYour goal is “Learn SQL”. Most slow programs are slow because of how work grows with data, and no faster machine repairs that. On your way, Indexes and query tuning builds on it. It builds on Programming basics: Functions, Debugging.\n\n## How work grows\n\nBig O notation describes how the number of steps grows with the size n of the input. Looking a key up in a hash map takes about the same time for ten and for a million entries, O(1) on average; scanning a list takes n steps, O(n); comparing everything with everything takes n², which is already a problem at ten thousand items.\n\n## Step by step\n\n1. Count the steps of a double loop over lists of 10, 100 and 1,000 items and draw the numbers.\n\n## Common mistakes\n\n- Searching a list inside a loop over another list: it looks like one loop but costs n times n.\n\n## Exercise\n\nDo the steps above without looking back at the text, then write down in your own words the answers to these: A loop over n items contains another loop over the same n items. How does the work grow? The quiz asks them again.\n\n## Read on\n\n- [Python data structures](https://docs.python.org/3/tutorial/datastructures.html): Lists, sets and dictionaries with examples.\n- [Collections in .NET](https://learn.microsoft.com/dotnet/standard/collections/): A catalogue of structures with what each is good at.\n- [Python tutorial](https://docs.python.org/3/tutorial/): A gentle first language with the official step-by-step introduction.\n\n", "estimatedMinutes": 31}', NULL, '2026-11-27 14:52:14.615838+00');
INSERT INTO roadmap.content_items VALUES ('01a21d7e-1674-7673-baa7-42a7a4151733', 'c-1-2-1', 'quiz', 'completed', 1, '[{"type": "single_choice", "correct": [2], "options": ["WHERE email = ''''", "WHERE email = NULL", "WHERE email IS NULL", "WHERE NOT email"], "question": "How do you find rows where `email` has no value?", "difficulty": "easy", "explanation": "Any comparison with NULL gives unknown; only IS NULL tests for it."}, {"type": "true_false", "correct": [0], "options": ["True", "False"], "question": "True or false: Without ORDER BY the order of rows is not defined.", "difficulty": "easy", "explanation": "The database may return them as it finds them."}, {"type": "true_false", "correct": [1], "options": ["True", "False"], "question": "True or false: `NULL = NULL` is true.", "difficulty": "easy", "explanation": "It is unknown, and WHERE keeps only rows for which the condition is true."}]', NULL, '2026-11-27 14:52:14.616214+00');
INSERT INTO roadmap.content_items VALUES ('01a21d7e-1674-7673-baa7-42a7a4151733', 'c-2-1-1', 'tutorial', 'completed', 1, '{"title": "Data modelling", "summary": "Turn the things of a domain into tables, keys and constraints that make wrong data impossible.", "markdown": "# Data modelling\n\nTurn the things of a domain into tables, keys and constraints that make wrong data impossible.\n\n## Why it matters for your goal\n\nYour goal is “Learn SQL”. Data outlives the programs that write it; a good schema keeps it right whoever writes. It is one of the skills your goal asks for by itself. It builds on SQL: Joins, Grouping and aggregates.\n\n## Entities and keys\n\nEach kind of thing gets a table, each fact a column of the thing it depends on, and each row a primary key. A relation of one to many is a foreign key on the many side; many to many needs a table of its own. Natural keys change more often than one expects, so a generated key with a unique constraint on the natural one is usual.\n\n## Normal forms\n\nA schema is normalised when each fact is stored once: every column depends on the key, the whole key and nothing but the key. Storing a customer''s address in each order row means that a change must be made in many places and will be forgotten in one. Denormalise only for a measured reason, and say how the copies are kept equal.\n\n## Constraints\n\n`NOT NULL`, `UNIQUE`, `CHECK` and foreign keys state rules that hold for all writers at all times, including the migration script at night. A unique constraint is also the only reliable answer to two requests that insert the same thing at the same moment. Name constraints, because their names appear in error messages.\n\n```sql\nCREATE TABLE bookings (\n    show_id int NOT NULL REFERENCES shows,\n    seat    int NOT NULL CHECK (seat > 0),\n    CONSTRAINT one_booking_per_seat PRIMARY KEY (show_id, seat)\n);\n```\n\n## Step by step\n\n1. Draw the tables for an order with several products and mark all keys.\n2. Find a fact in a spreadsheet of yours that is stored twice and split the table.\n3. Add a check constraint to a table and find the existing rows that violate it.\n\n## Common mistakes\n\n- Storing a list of ids in a text column; it can be neither joined nor checked.\n- Confusing a copy with history: the price at the time of purchase is a fact of its own and belongs in the order line.\n- Checking for duplicates with a query before the insert; another transaction can insert in between.\n\n## Exercise\n\nModel a cinema with films, halls, seats, shows and bookings such that no seat can be booked twice for a show, even by two programs at once. Prove it with inserts that must fail.\n\n## Read on\n\n- [PostgreSQL: data definition](https://www.postgresql.org/docs/current/ddl.html): Tables, constraints, schemas and partitions.\n- [PostgreSQL: data types](https://www.postgresql.org/docs/current/datatype.html): Which type fits which value.\n- [PostgreSQL: the SQL language](https://www.postgresql.org/docs/current/sql.html): Queries, data types and functions from the manual.\n\n", "estimatedMinutes": 108}', NULL, '2026-11-27 14:52:15.104157+00');
INSERT INTO roadmap.content_items VALUES ('01a21d7e-1674-7673-baa7-42a7a4151733', 'c-1-1-1', 'resources', 'completed', 1, '[{"url": "https://docs.python.org/3/tutorial/", "type": "documentation", "title": "Python tutorial", "language": "en", "relevance": 0.95, "description": "A gentle first language with the official step-by-step introduction."}, {"url": "https://developer.mozilla.org/en-US/docs/Learn_web_development/Core/Scripting", "type": "documentation", "title": "JavaScript first steps", "language": "en", "relevance": 0.9, "description": "The same ideas in the browser, with exercises."}]', NULL, '2026-11-27 14:52:15.08464+00');

INSERT INTO roadmap.events VALUES ('01a21d7e-1674-7673-baa7-42a7a4151733', 1, 'progress', '{"step":"queued","status":"pending","round":0}', '2026-11-27 14:52:12.363837+00');
INSERT INTO roadmap.events VALUES ('01a21d7e-1674-7673-baa7-42a7a4151733', 2, 'progress', '{"step":"intent_analysis","status":"processing","round":0}', '2026-11-27 14:52:13.02238+00');
INSERT INTO roadmap.events VALUES ('01a21d7e-1674-7673-baa7-42a7a4151733', 3, 'progress', '{"step":"curriculum_design","status":"processing","round":0}', '2026-11-27 14:52:13.305425+00');
INSERT INTO roadmap.events VALUES ('01a21d7e-1674-7673-baa7-42a7a4151733', 4, 'progress', '{"step":"structure_validation","status":"processing","round":0}', '2026-11-27 14:52:13.451539+00');
INSERT INTO roadmap.events VALUES ('01a21d7e-1674-7673-baa7-42a7a4151733', 5, 'progress', '{"step":"content_generation","status":"processing","round":0}', '2026-11-27 14:52:13.536236+00');
INSERT INTO roadmap.events VALUES ('01a21d7e-1674-7673-baa7-42a7a4151733', 6, 'concept_complete', '{"conceptId":"c-2-2-1","completed":1,"failed":0,"total":12}', '2026-11-27 14:52:14.95471+00');
INSERT INTO roadmap.events VALUES ('01a21d7e-1674-7673-baa7-42a7a4151733', 7, 'concept_complete', '{"conceptId":"c-1-2-1","completed":2,"failed":0,"total":12}', '2026-11-27 14:52:15.016104+00');
INSERT INTO roadmap.events VALUES ('01a21d7e-1674-7673-baa7-42a7a4151733', 8, 'concept_complete', '{"conceptId":"c-2-3-1","completed":3,"failed":0,"total":12}', '2026-11-27 14:52:15.087912+00');
INSERT INTO roadmap.events VALUES ('01a21d7e-1674-7673-baa7-42a7a4151733', 9, 'concept_complete', '{"conceptId":"c-2-1-2","completed":4,"failed":0,"total":12}', '2026-11-27 14:52:15.398816+00');
INSERT INTO roadmap.events VALUES ('01a21d7e-1674-7673-baa7-42a7a4151733', 10, 'concept_complete', '{"conceptId":"c-3-1-1","completed":5,"failed":0,"total":12}', '2026-11-27 14:52:15.519784+00');
INSERT INTO roadmap.events VALUES ('01a21d7e-1674-7673-baa7-42a7a4151733', 11, 'concept_complete', '{"conceptId":"c-2-2-2","completed":6,"failed":0,"total":12}', '2026-11-27 14:52:15.553519+00');
INSERT INTO roadmap.events VALUES ('01a21d7e-1674-7673-baa7-42a7a4151733', 12, 'concept_complete', '{"conceptId":"c-2-3-2","completed":7,"failed":0,"total":12}', '2026-11-27 14:52:15.709451+00');
INSERT INTO roadmap.events VALUES ('01a21d7e-1674-7673-baa7-42a7a4151733', 13, 'concept_complete', '{"conceptId":"c-2-1-1","completed":8,"failed":0,"total":12}', '2026-11-27 14:52:15.723938+00');
INSERT INTO roadmap.events VALUES ('01a21d7e-1674-7673-baa7-42a7a4151733', 14, 'concept_complete', '{"conceptId":"c-1-1-1","completed":9,"failed":0,"total":12}', '2026-11-27 14:52:15.733474+00');
INSERT INTO roadmap.events VALUES ('01a21d7e-1674-7673-baa7-42a7a4151733', 15, 'concept_complete', '{"conceptId":"c-4-1-1","completed":10,"failed":0,"total":12}', '2026-11-27 14:52:15.79969+00');
INSERT INTO roadmap.events VALUES ('01a21d7e-1674-7673-baa7-42a7a4151733', 16, 'concept_complete', '{"conceptId":"c-1-2-2","completed":11,"failed":0,"total":12}', '2026-11-27 14:52:15.815469+00');
INSERT INTO roadmap.events VALUES ('01a21d7e-1674-7673-baa7-42a7a4151733', 17, 'concept_complete', '{"conceptId":"c-1-1-2","completed":12,"failed":0,"total":12}', '2026-11-27 14:52:15.849922+00');
INSERT INTO roadmap.events VALUES ('01a21d7e-1674-7673-baa7-42a7a4151733', 18, 'completed', '{"status":"completed","error":null}', '2026-11-27 14:52:15.849922+00');

INSERT INTO roadmap.roadmaps VALUES ('01a21d7e-1674-7673-baa7-42a7a4151733', '{"goal": "Learn SQL", "skipReview": true, "currentLevel": "beginner", "hoursPerWeek": 5, "knownTechnologies": []}', 'completed', 'finished', 0, true, NULL, 5, 18, '{"skillGaps": ["Programming basics", "SQL", "Data modelling", "Transactions and concurrency", "Data structures and algorithms", "PostgreSQL", "Indexes and query tuning"], "parsedGoal": "Master SQL and database design", "understood": true, "keyTechnologies": ["SQL", "Data modelling", "Transactions and concurrency", "Indexes and query tuning"]}', '{"title": "Master SQL and database design", "weeks": 16, "stages": [{"title": "Foundations: Programming basics, SQL", "modules": [{"title": "Programming basics", "concepts": [{"id": "c-1-1-1", "name": "Programming basics: Values, variables and types, Decisions and loops", "hours": 8, "keywords": ["programming-basics#1,2", "programming basics", "learn to program", "learn programming", "learn coding"], "difficulty": "easy", "description": "A variable is a name for a value. An `if` runs one block or another depending on a condition.", "prerequisites": []}, {"id": "c-1-1-2", "name": "Programming basics: Functions, Debugging", "hours": 8, "keywords": ["programming-basics#3,4!", "programming basics", "learn to program", "learn programming", "learn coding"], "difficulty": "easy", "description": "A function gives a name to steps, takes parameters and returns a result. Debugging is a search: state what you expected, find the first place where reality differs, and halve the distance.", "prerequisites": ["c-1-1-1"]}], "description": "Variables, decisions, loops, functions and debugging: what is the same in nearly every programming language."}, {"title": "SQL", "concepts": [{"id": "c-1-2-1", "name": "SQL: Selecting and filtering", "hours": 4, "keywords": ["sql#1", "sql", "relational database", "relational databases", "sql queries"], "difficulty": "easy", "description": "A query describes the result, not the way to it: which columns, from which table, for which rows, in which order.", "prerequisites": []}, {"id": "c-1-2-2", "name": "SQL: Joins, Grouping and aggregates", "hours": 8, "keywords": ["sql#2,3!", "sql", "relational database", "relational databases", "sql queries"], "difficulty": "medium", "description": "A join combines rows of two tables that belong together. `GROUP BY` forms groups of rows with equal values, and aggregates such as `count`, `sum` and `avg` compute one value per group.", "prerequisites": ["c-1-2-1"]}], "description": "Ask a relational database for exactly the rows you need, and change data safely."}], "description": "At its end you can work with Programming basics and SQL and explain why it works."}, {"title": "Core skills: Data structures and algorithms, PostgreSQL", "modules": [{"title": "Databases: Data modelling, Transactions and concurrency", "concepts": [{"id": "c-2-1-1", "name": "Data modelling", "hours": 7.5, "keywords": ["data-modeling#1,2,3!", "data modeling", "data modelling", "database design", "normalization"], "difficulty": "medium", "description": "Turn the things of a domain into tables, keys and constraints that make wrong data impossible.", "prerequisites": ["c-1-2-2"]}, {"id": "c-2-1-2", "name": "Transactions and concurrency", "hours": 6, "keywords": ["transactions#1,2,3!", "transactions", "transaction", "isolation level", "isolation levels"], "difficulty": "hard", "description": "Keep data right when many clients change it at the same time.", "prerequisites": ["c-2-1-1"]}], "description": "Data modelling and Transactions and concurrency, which are used together in databases."}, {"title": "Data structures and algorithms", "concepts": [{"id": "c-2-2-1", "name": "Data structures and algorithms: How work grows", "hours": 5, "keywords": ["data-structures#1", "data structures", "algorithms", "algorithm", "dsa"], "difficulty": "easy", "description": "Big O notation describes how the number of steps grows with the size n of the input.", "prerequisites": ["c-1-1-2"]}, {"id": "c-2-2-2", "name": "Data structures and algorithms: Lists, hash maps and sets, Trees, heaps and graphs", "hours": 10, "keywords": ["data-structures#2,3!", "data structures", "algorithms", "algorithm", "dsa"], "difficulty": "medium", "description": "An array list gives fast access by position and cheap appending, but inserting at the front moves everything. A balanced search tree keeps keys sorted and finds them in log n steps, which is why database indexes use a kind of it.", "prerequisites": ["c-2-2-1"]}], "description": "Choose the structure that makes the frequent operation cheap, and estimate how work grows with the amount of data."}, {"title": "PostgreSQL", "concepts": [{"id": "c-2-3-1", "name": "PostgreSQL: psql and the catalog", "hours": 3, "keywords": ["postgresql#1", "postgresql", "postgres", "psql", "postgre sql"], "difficulty": "easy", "description": "`psql` is the terminal client; `\\d` describes a table, `\\dt` lists tables, `\\x` switches to one column per line, `\\timing` shows durations and `\\?` explains the rest.", "prerequisites": ["c-1-2-2"]}, {"id": "c-2-3-2", "name": "PostgreSQL: Types worth knowing, Roles and privileges", "hours": 6, "keywords": ["postgresql#2,4!", "postgresql", "postgres", "psql", "postgre sql"], "difficulty": "medium", "description": "`timestamptz` stores a point in time and shows it in the session''s time zone; `text` has no length to guess; `numeric` is exact and right for money; `uuid`, arrays, ranges and `jsonb` cover much that otherwise needs tables or code. A role can own objects, log in and be a member of other roles.", "prerequisites": ["c-2-3-1"]}], "description": "Use PostgreSQL itself: its tools, types, roles and the way it keeps versions of rows."}], "description": "At its end you can work with Data modelling, Transactions and concurrency, Data structures and algorithms and PostgreSQL and explain why it works."}, {"title": "Going deeper: Indexes and query tuning", "modules": [{"title": "Indexes and query tuning", "concepts": [{"id": "c-3-1-1", "name": "Indexes and query tuning", "hours": 7.5, "keywords": ["query-tuning#1,2,4!", "query tuning", "query optimization", "query optimisation", "database performance"], "difficulty": "hard", "description": "Read an execution plan, find what costs time, and change the query or the indexes accordingly.", "prerequisites": ["c-2-2-2", "c-2-3-2"]}], "description": "Read an execution plan, find what costs time, and change the query or the indexes accordingly."}], "description": "At its end you can work with Indexes and query tuning and explain why it works."}, {"title": "Put it to work", "modules": [{"title": "Final project", "concepts": [{"id": "c-4-1-1", "name": "Design and run a library''s database", "hours": 5.5, "keywords": ["project/library-db", "sql", "data-modeling"], "difficulty": "medium", "description": "A schema with real rules, real queries and proof that wrong data is refused.", "prerequisites": ["c-1-2-2", "c-2-1-1"]}], "description": "Build it, use it, have somebody look at it."}], "description": "Something finished that you can show, made with what the stages before taught."}], "summary": "Leads somebody new to the field to SQL, Data modelling, Transactions and concurrency and Indexes and query tuning. It takes about 78.5 hours: 16 weeks at 5 hours a week. With this little time a week it keeps to the essentials and closes with one small project.", "totalHours": 78.5}', NULL, '2026-11-27 14:52:12.356741+00', '2026-11-27 14:52:15.72337+00', '2026-11-27 14:52:15.72337+00', 0, '{"warnings": [], "moduleClarity": 100, "userAlignment": 100, "stageCoherence": 100, "knowledgeProgression": 100, "knowledgeCompleteness": 100}', NULL);

INSERT INTO roadmap.schema_versions VALUES (1, 'RoadmapAgent.Domain.Migrations.Scripts.0001_messaging.sql', '2026-11-27 14:51:35.59898');
INSERT INTO roadmap.schema_versions VALUES (2, 'RoadmapAgent.Domain.Migrations.Scripts.0002_roadmaps.sql', '2026-11-27 14:51:35.646068');
INSERT INTO roadmap.schema_versions VALUES (3, 'RoadmapAgent.Domain.Migrations.Scripts.0004_operations.sql', '2026-11-27 14:51:35.665375');
INSERT INTO roadmap.schema_versions VALUES (4, 'RoadmapAgent.Domain.Migrations.Scripts.0005_learning.sql', '2026-11-27 14:51:35.694737');

SELECT pg_catalog.setval('roadmap.outbox_id_seq', 33, true);

SELECT pg_catalog.setval('roadmap.schema_versions_schemaversionsid_seq', 4, true);

ALTER TABLE ONLY roadmap.schema_versions
    ADD CONSTRAINT "PK_schema_versions_Id" PRIMARY KEY (schemaversionsid);

ALTER TABLE ONLY roadmap.concept_progress
    ADD CONSTRAINT concept_progress_pkey PRIMARY KEY (roadmap_id, concept_id);

ALTER TABLE ONLY roadmap.content_items
    ADD CONSTRAINT content_items_pkey PRIMARY KEY (roadmap_id, concept_id, kind);

ALTER TABLE ONLY roadmap.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (roadmap_id, sequence);

ALTER TABLE ONLY roadmap.execution_logs
    ADD CONSTRAINT execution_logs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY roadmap.inbox
    ADD CONSTRAINT inbox_pkey PRIMARY KEY (message_id, consumer);

ALTER TABLE ONLY roadmap.instances
    ADD CONSTRAINT instances_pkey PRIMARY KEY (service, instance);

ALTER TABLE ONLY roadmap.leases
    ADD CONSTRAINT leases_pkey PRIMARY KEY (name);

ALTER TABLE ONLY roadmap.outbox
    ADD CONSTRAINT outbox_message_id_key UNIQUE (message_id);

ALTER TABLE ONLY roadmap.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (id);

ALTER TABLE ONLY roadmap.quiz_attempts
    ADD CONSTRAINT quiz_attempts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY roadmap.reviews
    ADD CONSTRAINT reviews_pkey PRIMARY KEY (roadmap_id, round);

ALTER TABLE ONLY roadmap.roadmaps
    ADD CONSTRAINT roadmaps_idempotency_key_key UNIQUE (idempotency_key);

ALTER TABLE ONLY roadmap.roadmaps
    ADD CONSTRAINT roadmaps_pkey PRIMARY KEY (id);

ALTER TABLE ONLY roadmap.samples
    ADD CONSTRAINT samples_pkey PRIMARY KEY (at);

CREATE INDEX execution_logs_course ON roadmap.execution_logs USING btree (roadmap_id, at, id);

CREATE INDEX inbox_age ON roadmap.inbox USING btree (handled_at);

CREATE INDEX outbox_due ON roadmap.outbox USING btree (available_at, id) WHERE (poisoned_at IS NULL);

CREATE INDEX quiz_attempts_course ON roadmap.quiz_attempts USING btree (roadmap_id, concept_id, id);

CREATE INDEX roadmaps_waiting ON roadmap.roadmaps USING btree (updated_at) WHERE (status = 'human_review_pending'::text);

ALTER TABLE ONLY roadmap.concept_progress
    ADD CONSTRAINT concept_progress_roadmap_id_fkey FOREIGN KEY (roadmap_id) REFERENCES roadmap.roadmaps(id) ON DELETE CASCADE;

ALTER TABLE ONLY roadmap.content_items
    ADD CONSTRAINT content_items_roadmap_id_fkey FOREIGN KEY (roadmap_id) REFERENCES roadmap.roadmaps(id) ON DELETE CASCADE;

ALTER TABLE ONLY roadmap.events
    ADD CONSTRAINT events_roadmap_id_fkey FOREIGN KEY (roadmap_id) REFERENCES roadmap.roadmaps(id) ON DELETE CASCADE;

ALTER TABLE ONLY roadmap.quiz_attempts
    ADD CONSTRAINT quiz_attempts_roadmap_id_fkey FOREIGN KEY (roadmap_id) REFERENCES roadmap.roadmaps(id) ON DELETE CASCADE;

ALTER TABLE ONLY roadmap.reviews
    ADD CONSTRAINT reviews_roadmap_id_fkey FOREIGN KEY (roadmap_id) REFERENCES roadmap.roadmaps(id) ON DELETE CASCADE;
