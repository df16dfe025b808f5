-- int_lag_mark: for each indicator of each org, whether a rule for lagging holds in
-- a period, and the figures that show it: below_trajectory by exact judgement,
-- gap_widening by the distance to the median of the peers it is ranked among (at
-- least three), no_movement by exact values. Distances are of values cut after
-- sixteen decimals: what differs by less than 10^-14 does not. What is met or whole
-- need not move, and what is asked once a year cannot. Only rules that the programme
-- has are looked at.
with used as (
    select l.programme, l.rule from ref_laggards l where l.rule in ('below_trajectory', 'gap_widening', 'no_movement') group by l.programme, l.rule
),
any_used as (
    select u.programme from used u group by u.programme
),
yearly as (
    select f.indicator, f.version
    from ref_formulas f
    join ref_elements e on f.element = e.element
    where f.part = 'numerator'
    group by f.indicator, f.version
    having min(case when e.basis = 'year' then 1 else 0 end) = 1
),
figures as (
    select
        m.programme, m.sample, m.indicator, m.version, m.org, m.period, p.seq, m.value, i.value_key, m.trajectory, m.status, m.previous, m.history, d.direction,
        case when y.indicator is not null or m.status = 'met' then 0
            when d.direction = 'up' and i.value_key = ratio_key(d.scale, 1) and d.unit = '%' then 0
            when d.direction = 'down' and i.value_key = ratio_key(0, 1) then 0
            when d.direction = 'watch' then 0
            else 1
        end as could_move
    from mart_indicator m
    join any_used u on m.programme = u.programme
    join int_period p on m.period = p.period
    join int_org o on m.period = o.period and m.org = o.org
    join int_indicator i on m.indicator = i.indicator and m.version = i.version and m.org = i.org and m.period = i.period and m.basis = i.basis
    join ref_indicators d on m.indicator = d.indicator and m.version = d.version
    left join yearly y on m.indicator = y.indicator and m.version = y.version
    where o.parent <> '' and m.value is not null
        and m.basis = case when d.default_basis in ('quarter', 'ytd') then d.default_basis else 'point' end
),
ordered as (
    select
        f.indicator, f.version, f.org, f.period, f.value, f.value_key, k.field,
        row_number() over (partition by f.indicator, f.version, f.period, k.field order by f.value_key asc nulls last, f.org asc nulls last) as place,
        count(*) over (partition by f.indicator, f.version, f.period, k.field) as n
    from figures f
    join used u on f.programme = u.programme and u.rule = 'gap_widening'
    join ref_indicators d on f.indicator = d.indicator and f.version = d.version
    join int_rank k on f.indicator = k.indicator and f.version = k.version and f.org = k.org and f.period = k.period
        and k.basis = case when d.default_basis in ('quarter', 'ytd') then d.default_basis else 'point' end
),
medians as (
    select
        indicator, version, period, field,
        min(case when place * 2 >= n then cast(value as decimal(19, 6)) end) + min(case when place * 2 > n then cast(value as decimal(19, 6)) end) as twice,
        min(case when place * 2 >= n then key_value(value_key) end) + min(case when place * 2 > n then key_value(value_key) end) as exact_twice
    from ordered
    where n >= 3
    group by indicator, version, period, field
),
gaps as (
    select
        f.*, m.twice,
        case when f.direction = 'up' then m.exact_twice - key_value(f.value_key) - key_value(f.value_key)
            else key_value(f.value_key) + key_value(f.value_key) - m.exact_twice end as twice_gap
    from figures f
    join ordered o on f.indicator = o.indicator and f.version = o.version and f.org = o.org and f.period = o.period
    join medians m on o.indicator = m.indicator and o.version = m.version and o.period = m.period and o.field = m.field
),
widened as (
    select
        g.*,
        case when g.previous is not null and g.twice_gap > 0.00000000000001
            and g.seq = 1 + lag(g.seq) over (partition by g.indicator, g.version, g.org order by g.seq asc nulls last)
            and g.twice_gap - lag(g.twice_gap) over (partition by g.indicator, g.version, g.org order by g.seq asc nulls last) > 0.00000000000001 then 1 else 0 end as marked
    from gaps g
)
select
    f.programme, f.sample, u.rule, f.indicator, f.version, f.org, f.period, f.seq,
    f.trajectory is not null and f.status in ('behind', 'missed') and not f.history as marked,
    f.value, f.trajectory,
    cast(null as decimal(19, 6)) as twice_median
from figures f
join used u on f.programme = u.programme and u.rule = 'below_trajectory'
union all
select
    g.programme, g.sample, 'gap_widening' as rule, g.indicator, g.version, g.org, g.period, g.seq,
    g.marked = 1 as marked,
    g.value,
    null as trajectory,
    cast(g.twice as decimal(19, 6)) as twice_median
from widened g
union all
select
    f.programme, f.sample, u.rule, f.indicator, f.version, f.org, f.period, f.seq,
    coalesce(f.could_move = 1 and f.value_key = q.value_key and not f.history, false) as marked,
    f.value,
    null as trajectory,
    null as twice_median
from figures f
join used u on f.programme = u.programme and u.rule = 'no_movement'
join ref_indicators d on f.indicator = d.indicator and f.version = d.version
left join int_before q on f.indicator = q.indicator and f.version = q.version and f.org = q.org and f.period = q.period and q.lag = 'period'
    and q.basis = case when d.default_basis in ('quarter', 'ytd') then d.default_basis else 'point' end
