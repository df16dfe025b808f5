-- int_lineage: which reported figures, attributes and constants stand behind each term
-- of an indicator of an org's own reports. It keeps no more than their places, so that a
-- country's can be sorted: mart_lineage joins what stands there. Figures of the time
-- before an org followed others are those of the others (source_org); so are people,
-- where the org had none itself then. Figures that a split leaves unknown have no place.
with units as (
    select u.indicator, u.version, u.org, u.period, u.basis, u.summed and u.is_whole as counted from int_unit u
)
select
    t.indicator, t.version, t.org, t.period, t.basis, t.term, t.element, s.source_org, s.source_period, s.operation,
    cast(null as decimal(18, 4)) as constant,
    u.counted
from int_term t
join units u on t.indicator = u.indicator and t.version = u.version and t.org = u.org and t.period = u.period and t.basis = u.basis
left join int_member n on t.org = n.org and t.period = n.period and t.value_period = n.past_period
join int_source s on t.element = s.element and coalesce(n.member, t.org) = s.org and t.value_period = s.period and t.basis = s.basis
where t.element not like '@%' and s.source_org <> ''
union all
select
    t.indicator, t.version, t.org, t.period, t.basis, t.term, t.element,
    coalesce(n.member, t.org) as source_org,
    t.value_period as source_period,
    1 as operation,
    case when t.element in ('@one', '@counties') then t.value end as constant,
    u.counted
from int_term t
join units u on t.indicator = u.indicator and t.version = u.version and t.org = u.org and t.period = u.period and t.basis = u.basis
left join int_attribute a on t.element = concat('@', a.attribute) and t.org = a.org and t.value_period = a.period
left join int_member n on a.org is null and t.element not in ('@one', '@counties') and t.org = n.org and t.period = n.period
    and t.value_period = n.past_period
where t.element like '@%' and t.value is not null
