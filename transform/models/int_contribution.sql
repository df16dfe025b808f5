-- int_contribution: what goes into each indicator from the elements whose small
-- counts are not published: the value of which org, in which period. Without such
-- elements it is empty, and so is all that rests on it.
with members as (
    select i.indicator, i.version, i.org, i.period, i.basis, i.org as unit_org
    from int_indicator i
    where not i.rolled_up
    union all
    select i.indicator, i.version, i.org, i.period, i.basis, u.org as unit_org
    from int_indicator i
    join int_ancestor a on i.period = a.period and i.org = a.ancestor
    join int_unit u on i.indicator = u.indicator and i.version = u.version and a.org = u.org and i.period = u.period and i.basis = u.basis
    where i.rolled_up and u.summed and u.is_whole
),
termed as (
    select s.programme, s.sample, m.indicator, m.version, m.org, m.period, m.basis, t.term, t.element, m.unit_org, t.value_period
    from int_term t
    join ref_suppression s on t.element = s.element
    join members m on m.indicator = t.indicator and m.version = t.version and m.unit_org = t.org and m.period = t.period and m.basis = t.basis
),
placed as (
    select t.*, coalesce(n.member, t.unit_org) as value_org
    from termed t
    left join int_member n on t.unit_org = n.org and t.period = n.period and t.value_period = n.past_period
)
select
    p.programme, p.sample, p.indicator, p.version, p.org, p.period, p.basis, p.term, p.element, p.value_org, p.value_period, v.value
from placed p
join int_value v on p.element = v.element and p.value_org = v.org and p.value_period = v.period and p.basis = v.basis
where v.value is not null
