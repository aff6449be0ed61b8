-- Tables that all services share show a role only its own rows, and let it change no others. Which role reaches which rows is said by
-- policies, which the migration of the roles creates; where it manages no roles, there are none. Leases come first, as in the statements
-- that take one and read the outbox: a transaction that locks them in another order could wait for such a statement forever.

-- Versions before this one let a process of any service sweep the outbox. Where a role may take no lease at all, the lease is not granted,
-- as if another process held it; an error would be repeated for as long as such a process runs. The version after this one can drop it.
CREATE FUNCTION roadmap.withhold_lease() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF pg_catalog.row_security_active(TG_RELID) AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_policies
    WHERE schemaname = TG_TABLE_SCHEMA AND tablename = TG_TABLE_NAME AND CURRENT_USER = ANY (roles)) THEN
    RETURN NULL;
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER withhold BEFORE INSERT ON roadmap.leases FOR EACH ROW EXECUTE FUNCTION roadmap.withhold_lease();

-- The role that stored the message. Those that wait already become the migration's, without a rewrite of the table: only the sweep finds
-- them. If the process that relays one of them is running, it cannot delete it, and the message is sent twice.
ALTER TABLE roadmap.outbox ADD COLUMN sender text NOT NULL DEFAULT CURRENT_USER;
