-- dim_column: the columns of the published tables, as their cards describe them.
select r.programme, r.sample, c."table", c.seq, c."column", c."type", c.unit, c.zh, c.en, c.audience, c.suppress, c.tests
from card_columns c
cross join run r
