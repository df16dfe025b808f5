-- int_source: which reported figures make up an element's value in a period
-- and basis, each added (1) or taken away (-1). The last one added is newest.
--   reported by period     quarter: the period; ytd: the periods of the year so far
--   reported year to date  ytd: itself; quarter: itself less the period before, in the same year
--   a stock                itself, under every basis
--   asked once a year      from the period it is asked in to the end of the year, under every basis
-- Earlier figures of an org that followed others are those of the others; of a
-- part of a split org they cannot be told (source_org ''): the quarter of the split
-- is missing where it reports year to date, and the year to date until the year ends
-- where it reports by quarter. Where the period is the year there is no basis quarter.
with cells as (
    select
        c.org, c.element, c.period, p.seq, p.year, p.nth, p.previous,
        case when e.basis = 'year' then 'year' when e.kind = 'stock' then 'point' else e.basis end as reported_as
    from int_cell c
    join int_period p on c.period = p.period
    join ref_elements e on c.element = e.element
),
bases as (
    select b.basis
    from (select 'quarter' as basis union all select 'ytd' as basis union all select 'point' as basis) b
    cross join ref_programme g
    where b.basis <> 'quarter' or g.period_kind <> 'year'
),
origins as (
    select m.org, m.period, m.past_period, case when m.is_whole then m.member else '' end as source_org
    from int_member m
    group by m.org, m.period, m.past_period, case when m.is_whole then m.member else '' end
),
stocks as (
    select c.org, c.element, c.period, b.basis, c.org as source_org, c.period as source_period, 1 as operation, true as newest
    from cells c cross join bases b
    where c.reported_as = 'point'
),
asked_this_year as (
    select c.org, c.element, p.period, c.period as source_period, c.seq
    from cells c
    join int_period p on c.year = p.year and c.seq <= p.seq
    where c.reported_as = 'year'
    union all
    select m.org, c.element, m.period, c.period as source_period, c.seq
    from cells c
    join int_member m on c.org = m.member and c.period = m.past_period
    join int_period p on m.period = p.period and c.year = p.year
    where c.reported_as = 'year'
),
asked_last as (
    select org, element, period, max_by(source_period, seq) as source_period
    from asked_this_year
    group by org, element, period
),
yearly as (
    select
        a.org, a.element, a.period, b.basis, coalesce(m.source_org, a.org) as source_org, a.source_period, 1 as operation, true as newest
    from asked_last a
    left join origins m on a.org = m.org and a.period = m.period and a.source_period = m.past_period
    cross join bases b
),
same_period as (
    select c.org, c.element, c.period, b.basis, c.org as source_org, c.period as source_period, 1 as operation, true as newest
    from cells c cross join bases b
    where c.reported_as in ('quarter', 'ytd') and b.basis <> 'point'
),
earlier_added as (
    select c.org, c.element, c.period, 'ytd' as basis, c.org as source_org, q.period as source_period, 1 as operation, false as newest
    from cells c
    join int_period q on c.year = q.year and q.seq < c.seq
    left join origins m on c.org = m.org and c.period = m.period and q.period = m.past_period
    join cells f on c.org = f.org and c.element = f.element and q.period = f.period
    where c.reported_as = 'quarter' and m.org is null
    union all
    select
        c.org, c.element, c.period, 'ytd' as basis, case when m.is_whole then m.member else '' end as source_org,
        m.past_period as source_period, 1 as operation, false as newest
    from cells c
    join int_member m on c.org = m.org and c.period = m.period
    join int_period q on m.past_period = q.period and c.year = q.year and q.seq < c.seq
    join cells f on m.member = f.org and c.element = f.element and m.past_period = f.period
    where c.reported_as = 'quarter'
    group by c.org, c.element, c.period, case when m.is_whole then m.member else '' end, m.past_period
),
earlier_taken as (
    select
        c.org, c.element, c.period, 'quarter' as basis, coalesce(m.source_org, c.org) as source_org, c.previous as source_period,
        -1 as operation, false as newest
    from cells c
    join bases b on b.basis = 'quarter'
    left join origins m on c.org = m.org and c.period = m.period and c.previous = m.past_period
    where c.reported_as = 'ytd' and c.nth > 1
),
sources as (
    select * from stocks
    union all select * from yearly
    union all select * from same_period
    union all select * from earlier_added
    union all select * from earlier_taken
)
select org, element, period, basis, source_org, source_period, cast(operation as integer) as operation, newest
from sources
