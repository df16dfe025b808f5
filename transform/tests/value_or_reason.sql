-- A figure has a value or a reason why not, never both and never neither.
select m.indicator, m.version, m.org, m.period, m.basis, m.value, m.missing_reason, m.status
from mart_indicator m
where (m.value is null) = (m.missing_reason = '')
    or (m.status = 'no_target' and m.target is not null)
    or (m.target is null and m.status not in ('no_target', 'no_data'))
    or (m.status = 'no_target') <> (m.comparator in ('', 'unset'))
    or (m.status = 'no_data' and m.value is not null and (m.comparator <> 'not_below' or m.target is not null))
    or (m.break <> '' and (m.previous is not null or m.change is not null))
    or (m.history and (m.rank is not null or m.target is not null))
