-- int_suppressed: values of elements that are not published: the small ones
-- (primary), and those that would give them away (complementary): of their
-- partners, and of every org above that holds one of the two and not the other.
with above as (
    select period, org, org as node, 0 as distance from int_org
    union all
    select period, org, ancestor as node, distance from int_ancestor
),
held as (
    select s.programme, s.sample, s.element, s.period, s.basis, s.org, s.partner, a.node
    from int_small_cell s
    join above a on s.period = a.period and s.org = a.org and (s.is_unit or a.distance = 0)
    union all
    select s.programme, s.sample, s.element, s.period, s.basis, s.org, s.partner, a.node
    from int_small_cell s
    join above a on s.period = a.period and s.partner = a.org
),
hidden as (
    select programme, sample, element, period, basis, org, partner, node
    from held
    group by programme, sample, element, period, basis, org, partner, node
    having count(*) = 1
),
cells as (
    select programme, sample, element, node as org, period, basis from hidden group by programme, sample, element, node, period, basis
)
select
    c.programme, c.sample, c.element, c.org, c.period, c.basis,
    case when v.value > 0 and v.value < s.below then 'primary' else 'complementary' end as reason
from cells c
join ref_suppression s on c.element = s.element
left join int_value v on c.element = v.element and c.org = v.org and c.period = v.period and c.basis = v.basis
