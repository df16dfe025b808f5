-- int_doubt_jump: a figure far outside all of its own last periods, measured by
-- their median and median absolute deviation. Series that are short, start from
-- nothing or swing by themselves are left alone, and so is what the check of the
-- file has doubted already.
with limits as (
    select
        max(case when threshold = 'least_periods' then value end) as least_periods,
        max(case when threshold = 'most_periods' then value end) as most_periods,
        max(case when threshold = 'deviations' then value end) as deviations,
        max(case when threshold = 'least_share' then value end) as least_share,
        max(case when threshold = 'least_difference' then value end) as least_difference
    from dim_threshold
    where test = 'jump'
),
series as (
    select
        v.org, v.element, v.period, p.seq, p.history, cast(v.value as decimal(19, 4)) as value,
        lag(cast(v.value as decimal(19, 4))) over (partition by v.org, v.element order by p.seq asc nulls last) as last
    from int_value v
    join int_period p on v.period = p.period
    join ref_elements e on v.element = e.element
    cross join ref_programme g
    where v.value is not null and e.value_type <> 'yes_no' and (e.basis <> 'year' or g.period_kind = 'year')
        and v.basis = case when e.kind = 'stock' then 'point' when g.period_kind = 'year' then 'ytd' else 'quarter' end
),
moved as (
    select s.*, l.most_periods, l.least_periods, l.deviations, l.least_share, l.least_difference
    from series s
    cross join limits l
    where not s.history and s.last > 0 and abs(s.value - s.last) >= l.least_share * s.last and abs(s.value - s.last) >= l.least_difference
),
-- few lie outside all before them: only these are looked at further
extents as (
    select m.org, m.element, m.period, count(*) as n, min(h.value) as least, max(h.value) as most
    from moved m
    join series h on m.org = h.org and m.element = h.element and h.seq < m.seq and h.seq >= m.seq - m.most_periods
    group by m.org, m.element, m.period
),
outside as (
    select m.*, x.n, x.least, x.most
    from moved m
    join extents x on m.org = x.org and m.element = x.element and m.period = x.period
    where x.n >= m.least_periods and (m.value > x.most * (1 + m.least_share) or m.value < x.least * (1 - m.least_share))
),
earlier as (
    select
        m.org, m.element, m.period, m.n, h.value as past,
        row_number() over (partition by m.org, m.element, m.period order by h.value asc nulls last, h.seq asc nulls last) as place
    from outside m
    join series h on m.org = h.org and m.element = h.element and h.seq < m.seq and h.seq >= m.seq - m.most_periods
),
middles as (
    select org, element, period, min(case when place * 2 >= n then past end) as median
    from earlier
    group by org, element, period
),
distances as (
    select
        e.org, e.element, e.period, e.n, abs(e.past - m.median) as distance,
        row_number() over (partition by e.org, e.element, e.period order by abs(e.past - m.median) asc nulls last, e.place asc nulls last) as place
    from earlier e
    join middles m on e.org = m.org and e.element = m.element and e.period = m.period
),
spreads as (
    -- of an even number the upper middle, so that a series with few quiet periods counts as restless
    select org, element, period, min(case when place * 2 > n then distance end) as deviation
    from distances
    group by org, element, period
),
doubted as (
    select f.period, f.org, f.element from mart_finding f where f.code in ('E-JUMP', 'E-SCALE') group by f.period, f.org, f.element
),
copied as (
    -- a running total that was sent again as it was gives no increase: that is told once, of the file
    select f.period, f.reporter from mart_finding f where f.code = 'E-COPY' group by f.period, f.reporter
)
select
    c.programme, c.sample, j.period, j.org,
    'jump' as test,
    c.reporter, j.element,
    '' as indicator,
    '' as other_org,
    c.sheet, c.cell,
    concat(plain(j.value), '|', plain(m.median), '|', plain(s.deviation), '|', cast(j.n as varchar)) as proof,
    concat(e.name, case when e.basis = 'ytd' then '当期' else '' end, '为 ', plain(j.value), ' ', e.unit, '，此前 ', cast(j.n as varchar), ' 期中位数 ', plain(m.median),
        '、在 ', plain(j.least), ' 至 ', plain(j.most), ' 之间，绝对中位差 ', plain(s.deviation)) as evidence_zh,
    concat(coalesce(nullif(e.name_en, ''), e.name), case when e.basis = 'ytd' then ' in the period alone' else '' end, ' is ', plain(j.value), ' (', e.unit, '); the ',
        cast(j.n as varchar), ' periods before have median ', plain(m.median), ', lie between ', plain(j.least), ' and ', plain(j.most), ' and deviate by ', plain(s.deviation)) as evidence_en
from outside j
join middles m on j.org = m.org and j.element = m.element and j.period = m.period
join spreads s on j.org = s.org and j.element = s.element and j.period = s.period
join ref_elements e on j.element = e.element
join int_cell c on j.org = c.org and j.element = c.element and j.period = c.period
left join doubted d on j.period = d.period and j.org = d.org and j.element = d.element
left join copied k on j.period = k.period and c.reporter = k.reporter
where d.period is null and k.period is null and m.median > 0
    and abs(j.value - m.median) > j.deviations * s.deviation
    and abs(j.value - m.median) >= j.least_share * m.median
    and abs(j.value - m.median) >= j.least_difference
