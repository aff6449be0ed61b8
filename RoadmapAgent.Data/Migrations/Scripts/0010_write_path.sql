-- A change of an indexed column costs an entry in every index. What every concept changes, such as updated_at, is in none of them, so that
-- only the row is written (a HOT update), next to its earlier version: the pages have room for it.
DROP INDEX roadmap.roadmaps_waiting;
CREATE INDEX roadmaps_waiting ON roadmap.roadmaps (id) WHERE status = 'human_review_pending';
DROP INDEX roadmap.roadmaps_unfinished;
CREATE INDEX roadmaps_unfinished ON roadmap.roadmaps (created_at) WHERE status IN ('pending', 'processing');
ALTER TABLE roadmap.roadmaps SET (fillfactor = 50);

-- Stores attempts at a roadmap's content in one round trip, with the events that the workflow has decided on beforehand. Decides nothing
-- itself: p_outcomes says for each concept which event follows if it is complete and which if it is not; here it is counted which is
-- the case. Nothing is stored unless the roadmap still has the version that the decisions are for. To change it, create a function of
-- another name: services of this version call this one until the last of them has been replaced.
CREATE FUNCTION roadmap.store_content(
  p_roadmap_id uuid, p_version integer,
  p_concept_ids text[], p_kinds text[], p_contents text[], p_htmls text[], p_errors text[],
  p_outcomes jsonb, p_message_type text, p_claim interval,
  OUT current boolean, OUT pending integer, OUT message_ids uuid[], OUT bodies text[])
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_sequence bigint;
  v_attempted text[];
BEGIN
  -- The lock comes first, as everywhere: every later statement sees what others have committed before, and nobody deletes the roadmap
  -- while its items are locked.
  SELECT last_sequence INTO v_sequence FROM roadmap.roadmaps WHERE id = p_roadmap_id AND version = p_version FOR NO KEY UPDATE;
  current := FOUND;
  IF NOT current THEN
    RETURN;
  END IF;

  WITH attempted AS (
    UPDATE roadmap.content_items AS i
    SET status = CASE WHEN a.error IS NULL THEN 'completed' ELSE 'failed' END, content = a.content::jsonb, html = a.html,
        error = a.error, attempts = i.attempts + 1, updated_at = now()
    FROM unnest(p_concept_ids, p_kinds, p_contents, p_htmls, p_errors) AS a(concept_id, kind, content, html, error)
    WHERE i.roadmap_id = p_roadmap_id AND i.concept_id = a.concept_id AND i.kind = a.kind AND i.status = 'pending'
    RETURNING i.concept_id)
  SELECT array_agg(DISTINCT concept_id) INTO v_attempted FROM attempted;

  WITH concepts AS (
    SELECT concept_id, count(*) FILTER (WHERE status = 'pending') AS pending, bool_or(status = 'failed') AS failed
    FROM roadmap.content_items WHERE roadmap_id = p_roadmap_id GROUP BY concept_id),
  progress AS (
    SELECT sum(pending)::integer AS pending,
           jsonb_build_object(
             'completed', count(*) FILTER (WHERE pending = 0 AND NOT failed), 'failed', count(*) FILTER (WHERE failed),
             'total', count(*)) AS counts
    FROM concepts),
  events AS (
    SELECT o."messageId", o."traceParent", o.body ->> 'type' AS type, ((o.body ->> 'data')::jsonb || p.counts)::text AS data,
           (o.body ->> 'at')::timestamptz AS at, o.body,
           v_sequence + row_number() OVER (ORDER BY o."messageId") AS sequence
    FROM jsonb_to_recordset(p_outcomes) AS o("conceptId" text, complete boolean, "messageId" uuid, "traceParent" text, body jsonb)
    JOIN concepts AS c ON c.concept_id = o."conceptId" AND c.pending = 0 AND c.failed <> o.complete
    CROSS JOIN progress AS p
    WHERE c.concept_id = ANY (v_attempted)),
  stored AS (
    INSERT INTO roadmap.events (roadmap_id, sequence, type, data, at)
    SELECT p_roadmap_id, sequence, type, data::json, at FROM events),
  sent AS (
    INSERT INTO roadmap.outbox (message_id, message_type, body, traceparent, due_at, claimed_until)
    SELECT "messageId", p_message_type, body || jsonb_build_object('sequence', sequence, 'data', data), "traceParent",
           now(), now() + p_claim
    FROM events ORDER BY sequence
    RETURNING message_id, body::text)
  SELECT (SELECT p.pending FROM progress AS p), array_agg(message_id), array_agg(body) INTO pending, message_ids, bodies FROM sent;

  IF v_attempted IS NOT NULL THEN
    UPDATE roadmap.roadmaps SET last_sequence = v_sequence + COALESCE(cardinality(message_ids), 0), updated_at = now()
    WHERE id = p_roadmap_id;
  END IF;
END
$$;
