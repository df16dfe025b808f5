-- What a county page shows of each indicator in each period.
select m.org, m.indicator, m.period, m.value, m.status
from mart_indicator m
where m.level = 'county' and m.basis in ('quarter', 'point') and m.value is not null
order by m.org asc, m.indicator asc, m.period asc
