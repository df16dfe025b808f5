-- recorded: figures as reported by hand and as the records give them, as mart_recorded
-- has them, with the names of orgs.
select
    m.element, m.org, coalesce(o.name, '') as name, coalesce(o.name_en, '') as name_en, m.period, m.reported, m.recorded, m.difference, m.state
from mart_recorded m
left join dim_org o on m.org = o.org
order by m.seq asc nulls first, m.period asc nulls first, m.org asc nulls first
