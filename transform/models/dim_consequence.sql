-- dim_consequence: what the document ties to results, clause by clause, whether
-- or not the program can tell whom it meets.
select distinct
    c.programme, c.sample, c.consequence, c.seq, c.scheme, c.light, c.condition, c.value_text as value, c.level, c.by, c.kind, c.effect, c.effect_en, c.clause, c.note
from ref_consequences c
