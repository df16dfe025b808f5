-- int_small: small counts, and with whom each is hidden. A total tells a hidden
-- part that stands alone in it, so another org's figure is hidden too, the
-- smallest below the nearest org above both: then one of the two may be more and
-- the other less by the same, and no total shows it. Where a total is small
-- itself the other lies outside it; where there is nobody, what lies above is
-- hidden up to the top (partner '').
with listed as (
    select
        e.element, e.level, cast(s.below as decimal(18, 4)) as below, e.kind = 'flow' and e.basis <> 'year' as is_flow,
        case when e.kind = 'flow' and e.basis <> 'year' then 'ytd' else 'point' end as leading
    from ref_suppression s
    join ref_elements e on s.element = e.element
),
cells as (
    select
        v.programme, v.sample, v.element, v.org, v.period, v.basis, v.value, l.below, v.basis = l.leading as is_leading,
        o.additive and o.parent <> '' and concat('|', l.level, '|') like concat('%|', o.kind, '|%') as is_unit
    from int_value v
    join listed l on v.element = l.element and (v.basis = l.leading or l.is_flow and v.basis = 'quarter')
    join int_org o on v.period = o.period and v.org = o.org
    where v.value > 0
),
-- a programme that hides nothing needs nothing of this
hiding as (
    select s.programme from ref_suppression s group by s.programme
),
above as (
    select o.period, o.org, o.org as node, 0 as distance
    from int_org o
    join hiding h on o.programme = h.programme
    union all
    select a.period, a.org, a.ancestor as node, a.distance
    from int_ancestor a
    join hiding h on a.programme = h.programme
),
totals as (
    select c.element, c.period, c.basis, a.node, c.below, sum(c.value) as total
    from cells c
    join above a on c.period = a.period and c.org = a.org
    where c.is_unit
    group by c.element, c.period, c.basis, a.node, c.below
),
small_totals as (
    select element, period, node from totals where total < below group by element, period, node
),
small_units as (
    select programme, sample, element, period, org from cells where is_unit and value < below group by programme, sample, element, period, org
),
-- the greatest total around a small count that is small itself
reaches as (
    select u.programme, u.sample, u.element, u.period, u.org, max_by(a.node, a.distance) as top
    from small_units u
    join above a on u.period = a.period and u.org = a.org
    join small_totals t on u.element = t.element and u.period = t.period and a.node = t.node
    group by u.programme, u.sample, u.element, u.period, u.org
),
others as (
    select
        r.element, r.period, r.org, c.org as partner,
        row_number() over (partition by r.element, r.period, r.org order by n.distance asc nulls last, c.value asc nulls last, c.org asc nulls last) as place
    from reaches r
    join above n on r.period = n.period and r.top = n.org and n.distance > 0
    join above b on n.period = b.period and n.node = b.node
    join cells c on r.element = c.element and r.period = c.period and b.org = c.org and c.is_unit and c.is_leading
    left join above i on r.period = i.period and r.top = i.node and c.org = i.org
    where i.org is null
),
-- totals of an indicator that are small because others in it lack a part
sums as (
    select
        t.programme, t.sample, t.indicator, t.version, t.org, t.period, t.basis, t.term, t.element, t.value_period, l.below,
        sum(t.value) as total, min(case when t.value > 0 then t.value_org end) as first_org
    from int_contribution t
    join listed l on t.element = l.element
    group by t.programme, t.sample, t.indicator, t.version, t.org, t.period, t.basis, t.term, t.element, t.value_period, l.below
),
small_sums as (
    select * from sums where total > 0 and total < below
),
outside as (
    select
        s.indicator, s.version, s.org, s.period, s.basis, s.term, s.element, s.value_period, s.first_org, c.org as partner,
        row_number() over (
            partition by s.indicator, s.version, s.org, s.period, s.basis, s.term, s.value_period
            order by n.distance asc nulls last, c.value asc nulls last, c.org asc nulls last) as place
    from small_sums s
    join above n on s.value_period = n.period and s.org = n.org
    join above b on n.period = b.period and n.node = b.node
    join cells c on s.element = c.element and s.value_period = c.period and b.org = c.org and c.is_unit and c.is_leading
    left join int_contribution t on s.indicator = t.indicator and s.version = t.version and s.org = t.org and s.period = t.period and s.basis = t.basis
        and s.term = t.term and s.value_period = t.value_period and c.org = t.value_org
    where t.value_org is null
),
pairs as (
    select r.programme, r.sample, r.element, r.period, r.org, coalesce(o.partner, '') as partner, true as is_unit
    from reaches r
    left join others o on r.element = o.element and r.period = o.period and r.org = o.org and o.place = 1
    union all
    select c.programme, c.sample, c.element, c.period, c.org, '' as partner, false as is_unit
    from cells c
    where not c.is_unit and c.value < c.below
    union all
    select s.programme, s.sample, s.element, s.value_period as period, s.first_org as org, coalesce(o.partner, '') as partner, true as is_unit
    from small_sums s
    join cells c on s.element = c.element and s.value_period = c.period and s.first_org = c.org and c.is_unit and c.is_leading
    left join outside o on s.indicator = o.indicator and s.version = o.version and s.org = o.org and s.period = o.period and s.basis = o.basis
        and s.term = o.term and s.value_period = o.value_period and o.place = 1
)
select programme, sample, element, period, org, partner, is_unit
from pairs
group by programme, sample, element, period, org, partner, is_unit
