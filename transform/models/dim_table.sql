-- dim_table: the published tables, as their cards describe them.
select r.programme, r.sample, t."table", t.zh, t.en, t.grain_zh, t.grain_en, t."key", t.audience
from card_tables t
cross join run r
