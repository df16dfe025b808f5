-- int_small_cell: what must be hidden of a small count and its partner so that no
-- series gives it back. A stock is the same under every basis. A flow is hidden
-- under both, and the quarter after it with it: year to date less year to date
-- would tell it. What is asked once a year stands in all its periods.
with kinds as (
    select
        s.programme, s.sample, s.element, s.period, s.org, s.partner, s.is_unit, p.seq, p.year,
        case when e.basis = 'year' then 'year' when e.kind = 'flow' then 'flow' else 'stock' end as kind
    from int_small s
    join ref_elements e on s.element = e.element
    join int_period p on s.period = p.period
),
bases as (
    select b.basis
    from (select 'quarter' as basis union all select 'ytd' as basis union all select 'point' as basis) b
),
own as (
    select k.programme, k.sample, k.element, q.period, b.basis, k.org, k.partner, k.is_unit
    from kinds k
    join int_period q on k.period = q.period or k.kind = 'year' and k.year = q.year
    cross join bases b
    where k.kind <> 'flow' or b.basis <> 'point'
),
after as (
    select k.programme, k.sample, k.element, q.period, 'quarter' as basis, coalesce(m.org, k.org) as org, coalesce(n.org, k.partner) as partner, k.is_unit
    from kinds k
    join int_period q on k.seq + 1 = q.seq and k.year = q.year
    left join int_member m on q.period = m.period and k.period = m.past_period and k.org = m.member
    left join int_member n on q.period = n.period and k.period = n.past_period and k.partner = n.member
    where k.kind = 'flow'
),
cells as (
    select * from own
    union all
    select * from after where org <> partner
)
select programme, sample, element, period, basis, org, partner, is_unit
from cells
group by programme, sample, element, period, basis, org, partner, is_unit
