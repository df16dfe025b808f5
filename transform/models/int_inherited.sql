-- int_inherited: what an org that followed others had as an element's value in
-- an earlier period: the sum over whoever was it then, where all have a value.
with summed as (
    select
        m.programme, m.sample, m.org, m.period, m.past_period, v.element, v.basis, m.members, m.is_whole,
        count(v.value) as found,
        sum(cast(v.value as decimal(19, 4))) as total,
        max(case when v.provisional then 1 else 0 end) as provisional
    from int_member m
    join int_value v on m.member = v.org and m.past_period = v.period
    group by m.programme, m.sample, m.org, m.period, m.past_period, v.element, v.basis, m.members, m.is_whole
)
select
    programme, sample, org, period, past_period, element, basis,
    case when is_whole and found = members then try_cast(total as decimal(18, 4)) end as value,
    case
        when not is_whole or found < members then 'earlier_missing'
        when try_cast(total as decimal(18, 4)) is null then 'out_of_range'
        else ''
    end as missing_reason,
    provisional = 1 as provisional
from summed
