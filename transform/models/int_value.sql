-- int_value: an element's value per org, period and basis, or why there is none.
with summed as (
    select
        s.org, s.element, s.period, s.basis,
        count(*) as wanted,
        count(c.value) as found,
        sum(cast(c.value as decimal(19, 4)) * s.operation) as total,
        min(s.operation) as least_operation,
        max(case when s.newest then coalesce(c.state, case when s.source_org = '' then 'split' else 'missing' end) end) as state,
        max(case when c.state = 'suppressed' then 1 else 0 end) as suppressed,
        max(case when c.provisional then 1 else 0 end) as provisional
    from int_source s
    left join int_cell c on s.source_org = c.org and s.element = c.element and s.source_period = c.period
    group by s.org, s.element, s.period, s.basis
),
judged as (
    select
        org, element, period, basis, total, provisional,
        case
            when state = 'not_received' then 'not_reported'
            when state = 'not_applicable' then 'not_applicable'
            when state = 'suppressed' then 'suppressed'
            when state = 'split' then 'earlier_missing'
            when state <> 'reported' then 'part_missing'
            when found < wanted and suppressed = 1 then 'suppressed'
            when found < wanted then 'earlier_missing'
            when least_operation < 0 and total < 0 then 'falls'
            when try_cast(total as decimal(18, 4)) is null then 'out_of_range'
            else ''
        end as missing_reason
    from summed
)
select
    r.programme, r.sample, j.org, j.element, j.period, j.basis,
    case when j.missing_reason = '' then try_cast(j.total as decimal(18, 4)) end as value,
    j.missing_reason,
    j.provisional = 1 as provisional
from judged j
cross join run r
