-- By default a table is vacuumed when a fifth of it is dead. In a queue that was once long, and in tables that are purged a little at a
-- time, that leaves dead entries at the beginning of the very index that is read from the beginning, and space that is not used again.
ALTER TABLE roadmap.outbox SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
ALTER TABLE roadmap.inbox SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
ALTER TABLE roadmap.execution_logs SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 5000);
ALTER TABLE roadmap.events SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 5000);
