-- int_lag_mark: for each indicator of each org, whether a rule for lagging holds in
-- a period, and the figures that show it: below_trajectory by exact judgement,
-- gap_widening by the distance to the median of the peers it is ranked among (at
-- least three), no_movement by exact values. Distances are of values cut after
-- sixteen decimals: what differs by less than 10^-14 does not. What is met or whole
-- need not move, and what is asked once a year cannot.
with yearly as (
    select f.indicator, f.version
    from ref_formulas f
    join ref_elements e on f.element = e.element
    where f.part = 'numerator'
    group by f.indicator, f.version
    having min(case when e.basis = 'year' then 1 else 0 end) = 1
),
figures as (
    select
        m.programme, m.sample, m.indicator, m.version, m.org, m.period, p.seq, m.value, i.value_key, m.trajectory, m.status, m.previous, m.history, d.direction, d.unit, d.decimals,
        case when y.indicator is not null or m.status = 'met' then 0
            when d.direction = 'up' and i.value_key = ratio_key(d.scale, 1) and d.unit = '%' then 0
            when d.direction = 'down' and i.value_key = ratio_key(0, 1) then 0
            when d.direction = 'watch' then 0
            else 1
        end as could_move
    from mart_indicator m
    join int_period p on m.period = p.period
    join int_org o on m.period = o.period and m.org = o.org
    join int_indicator i on m.indicator = i.indicator and m.version = i.version and m.org = i.org and m.period = i.period and m.basis = i.basis
    join ref_indicators d on m.indicator = d.indicator and m.version = d.version
    left join yearly y on m.indicator = y.indicator and m.version = y.version
    where o.parent <> '' and m.value is not null
        and m.basis = case when d.default_basis in ('quarter', 'ytd') then d.default_basis else 'point' end
),
written as (
    select f.*, concat(f.period, ' ', case when f.decimals <= 2 then plain(cast(f.value as decimal(18, 2))) else plain(f.value) end, f.unit) as shown
    from figures f
),
ordered as (
    select
        f.indicator, f.version, f.org, f.period, f.value, f.value_key, k.peers, k.within,
        row_number() over (partition by f.indicator, f.version, f.period, k.peers, k.within order by f.value_key asc nulls last, f.org asc nulls last) as place,
        count(*) over (partition by f.indicator, f.version, f.period, k.peers, k.within) as n
    from figures f
    join ref_indicators d on f.indicator = d.indicator and f.version = d.version
    join int_rank k on f.indicator = k.indicator and f.version = k.version and f.org = k.org and f.period = k.period
        and k.basis = case when d.default_basis in ('quarter', 'ytd') then d.default_basis else 'point' end
),
medians as (
    select
        indicator, version, period, peers, within,
        min(case when place * 2 >= n then cast(value as decimal(19, 6)) end) + min(case when place * 2 > n then cast(value as decimal(19, 6)) end) as twice,
        min(case when place * 2 >= n then key_value(value_key) end) + min(case when place * 2 > n then key_value(value_key) end) as exact_twice
    from ordered
    where n >= 3
    group by indicator, version, period, peers, within
),
gaps as (
    select
        w.*, m.twice,
        case when w.direction = 'up' then m.exact_twice - key_value(w.value_key) - key_value(w.value_key)
            else key_value(w.value_key) + key_value(w.value_key) - m.exact_twice end as twice_gap
    from written w
    join ordered o on w.indicator = o.indicator and w.version = o.version and w.org = o.org and w.period = o.period
    join medians m on o.indicator = m.indicator and o.version = m.version and o.period = m.period and o.peers = m.peers and o.within = m.within
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
    w.programme, w.sample, 'below_trajectory' as rule, w.indicator, w.version, w.org, w.period, w.seq,
    w.trajectory is not null and w.status in ('behind', 'missed') and not w.history as marked,
    concat(w.shown, case when w.trajectory is null then '' else concat('（按进度 ', plain(cast(w.trajectory as decimal(18, 2))), w.unit, '）') end) as shown_zh,
    concat(w.shown, case when w.trajectory is null then '' else concat(' (line ', plain(cast(w.trajectory as decimal(18, 2))), w.unit, ')') end) as shown_en
from written w
union all
select
    g.programme, g.sample, 'gap_widening' as rule, g.indicator, g.version, g.org, g.period, g.seq,
    g.marked = 1 as marked,
    concat(g.shown, '（中位数 ', plain(cast(ratio(g.twice, 2) as decimal(18, 2))), g.unit, '）') as shown_zh,
    concat(g.shown, ' (median ', plain(cast(ratio(g.twice, 2) as decimal(18, 2))), g.unit, ')') as shown_en
from widened g
union all
select
    w.programme, w.sample, 'no_movement' as rule, w.indicator, w.version, w.org, w.period, w.seq,
    coalesce(w.could_move = 1 and w.value_key = q.value_key and not w.history, false) as marked,
    w.shown as shown_zh,
    w.shown as shown_en
from written w
join ref_indicators d on w.indicator = d.indicator and w.version = d.version
left join int_before q on w.indicator = q.indicator and w.version = q.version and w.org = q.org and w.period = q.period and q.lag = 'period'
    and q.basis = case when d.default_basis in ('quarter', 'ytd') then d.default_basis else 'point' end
