-- int_doubt_peers_unit: a figure that, per head where there is a population, is
-- about 10, 100, 1,000 or 10,000 times its peers' median, or that part of it:
-- the unit may be another. About ten times is no doubt where the org's own
-- figure of the period before was alike.
with limits as (
    select
        max(case when threshold = 'least_peers' then value end) as least_peers,
        max(case when threshold = 'band' then value end) as band,
        max(case when threshold = 'most_spread' then value end) as most_spread,
        max(case when threshold = 'least_value' then value end) as least_value
    from dim_threshold
    where test = 'peers_unit'
),
powers as (
    select 10 as power, '10' as written union all select 100 as power, '100' as written
    union all select 1000 as power, '1,000' as written union all select 10000 as power, '10,000' as written
),
figures as (
    select
        r.period, r.element, r.parent, r.reporter, r.org, r.history, r.value, r.previous, a.value as people,
        case when a.value > 0 then ratio(cast(r.value as decimal(20, 4)) * 100000, a.value) else try_cast(r.value as decimal(18, 6)) end as measure,
        case when a.value > 0 then 'head' else 'itself' end as per,
        case when concat('|', r.level, '|') like concat('%|', r.org_kind, '|%') then 'level' else r.org_kind end as peers
    from int_reported r
    left join int_attribute a on r.period = a.period and r.org = a.org and a.attribute = 'population'
    where r.value_type <> 'yes_no' and r.value > 0 and r.unit <> '%'
),
placed as (
    select
        f.period, f.element, f.parent, f.peers, f.per, f.measure,
        row_number() over (partition by f.period, f.element, f.parent, f.peers, f.per order by f.measure asc nulls last) as place,
        count(*) over (partition by f.period, f.element, f.parent, f.peers, f.per) as n
    from figures f
    where f.measure > 0
),
middles as (
    select
        period, element, parent, peers, per, n,
        min(case when place * 2 >= n then measure end) as median,
        min(case when place * 4 >= n then measure end) as low,
        min(case when place * 4 >= n * 3 then measure end) as high
    from placed
    group by period, element, parent, peers, per, n
),
-- Few are anywhere near ten times: only of these it is worked out how many times
-- exactly (nine, as times are rounded).
apart as (
    select f.*, m.n, m.median
    from figures f
    join middles m on f.period = m.period and f.element = m.element and f.parent = m.parent and f.peers = m.peers and f.per = m.per
    cross join limits l
    where f.measure > 0 and not f.history and m.n >= l.least_peers and m.high <= m.low * l.most_spread
        and (f.measure * l.band >= m.median * 9 or m.median * l.band >= f.measure * 9)
),
compared as (
    select
        p.programme, p.sample, p.period, p.org, p.reporter, p.element, p.element_name, p.element_name_en, p.unit, p.value, p.given_by, p.given_by_en,
        p.sheet, p.cell, f.per, f.n,
        f.measure >= f.median as above,
        case when f.measure >= f.median then ratio(f.measure, f.median) else ratio(f.median, f.measure) end as times,
        case when f.previous > 0 then case when f.value >= f.previous then ratio(f.value, f.previous) else ratio(f.previous, f.value) end end as own_times,
        case when f.per = 'head' then ratio(cast(f.median as decimal(19, 6)) * cast(f.people as bigint), 100000) else f.median end as likely
    from apart f
    join int_reported p on f.period = p.period and f.reporter = p.reporter and f.org = p.org and f.element = p.element
)
select
    c.programme, c.sample, c.period, c.org,
    'peers_unit' as test,
    c.reporter, c.element,
    '' as indicator,
    '' as other_org,
    c.sheet, c.cell,
    concat(c.reporter, '|', plain(c.value), '|', cast(w.power as varchar), '|', cast(c.above as varchar)) as proof,
    concat(c.element_name, '为 ', plain(c.value), ' ', c.unit, '，', case when c.per = 'head' then '人均' else '' end, '约为 ', cast(c.n as varchar), ' 个同类单位中位数的 ',
        case when c.above then concat(w.written, ' 倍') else concat('1/', w.written) end, '（按中位数推算约 ', plain(cast(c.likely as decimal(18, 0))), '）', c.given_by) as evidence_zh,
    concat(c.element_name_en, ' is ', plain(c.value), ' (', c.unit, '), ', case when c.per = 'head' then 'per head ' else '' end, 'about ',
        case when c.above then concat(w.written, ' times') else concat('1/', w.written, ' of') end, ' the median of ', cast(c.n as varchar),
        ' peers (which would give about ', plain(cast(c.likely as decimal(18, 0))), ')', c.given_by_en) as evidence_en
from compared c
cross join limits l
join powers w on c.times * l.band >= w.power and c.times <= w.power * l.band
where (c.value >= l.least_value or c.likely >= l.least_value) and (w.power > 10 or c.own_times is null or c.own_times >= l.band)
