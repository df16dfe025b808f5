-- int_source: which reported figures make up an element's value in a period
-- and basis, each added (1) or taken away (-1). The last one added is newest.
--   reported by quarter    quarter: the quarter; ytd: the quarters of the year so far
--   reported year to date  ytd: itself; quarter: itself less the quarter before, in the same year
--   a stock                itself, under every basis
--   asked once a year      from the period it is asked in to the end of the year, under every basis
with cells as (
    select
        c.programme, c.sample, c.org, c.element, c.period, p.seq, p.year, p.nth, p.previous,
        case when e.basis = 'year' then 'year' when e.kind = 'stock' then 'point' else e.basis end as reported_as
    from int_cell c
    join int_period p on c.period = p.period
    join ref_elements e on c.element = e.element
),
bases as (
    select 'quarter' as basis union all select 'ytd' as basis union all select 'point' as basis
),
stocks as (
    select c.programme, c.sample, c.org, c.element, c.period, b.basis, c.period as source_period, 1 as operation, true as newest
    from cells c cross join bases b
    where c.reported_as = 'point'
),
yearly as (
    select
        c.programme, c.sample, c.org, c.element, p.period, b.basis, max_by(c.period, c.seq) as source_period, 1 as operation, true as newest
    from cells c
    join int_period p on c.year = p.year and c.seq <= p.seq
    cross join bases b
    where c.reported_as = 'year'
    group by c.programme, c.sample, c.org, c.element, p.period, b.basis
),
same_period as (
    select c.programme, c.sample, c.org, c.element, c.period, b.basis, c.period as source_period, 1 as operation, true as newest
    from cells c cross join bases b
    where c.reported_as in ('quarter', 'ytd') and b.basis <> 'point'
),
earlier_added as (
    select c.programme, c.sample, c.org, c.element, c.period, 'ytd' as basis, f.period as source_period, 1 as operation, false as newest
    from cells c
    join cells f on c.org = f.org and c.element = f.element and c.year = f.year and f.seq < c.seq
    where c.reported_as = 'quarter'
),
earlier_taken as (
    select c.programme, c.sample, c.org, c.element, c.period, 'quarter' as basis, c.previous as source_period, -1 as operation, false as newest
    from cells c
    where c.reported_as = 'ytd' and c.nth > 1
),
sources as (
    select programme, sample, org, element, period, basis, source_period, operation, newest from stocks
    union all select programme, sample, org, element, period, basis, source_period, operation, newest from yearly
    union all select programme, sample, org, element, period, basis, source_period, operation, newest from same_period
    union all select programme, sample, org, element, period, basis, source_period, operation, newest from earlier_added
    union all select programme, sample, org, element, period, basis, source_period, operation, newest from earlier_taken
)
select programme, sample, org, element, period, basis, source_period, cast(operation as integer) as operation, newest
from sources
