-- The commands of a roadmap that waits until fewer of its owner's are under way; NULL for every other. While they are here, they are
-- nowhere else. A version before, which does not know the column, sends none of them; the reconciler of this version does.
ALTER TABLE roadmap.roadmaps ADD COLUMN held_commands jsonb;
CREATE INDEX roadmaps_held ON roadmap.roadmaps (owner, id) WHERE held_commands IS NOT NULL;
