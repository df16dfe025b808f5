{{ config(materialized = 'external', location = var("out") ~ '/rates.parquet', format = 'parquet') }}
-- the ratio of the sums at every level, its change, and its rank among its like
with summed as (
    select p.indicator, p.version, p.period, a.into_org as org, sum(p.numerator) as numerator, sum(p.denominator) as denominator, count(*) as units
    from {{ ref('parts') }} p join {{ ref('above') }} a using (org)
    where p.numerator is not null and p.denominator is not null
    group by p.indicator, p.version, p.period, a.into_org
), valued as (
    select s.*, g.kind as level, cast(round(s.numerator * i.scale / nullif(s.denominator, 0), 6) as decimal(18, 6)) as value, t.seq
    from summed s
    join '{{ var("tables") }}/reference/ref_orgs.parquet' g using (org)
    join '{{ var("tables") }}/reference/ref_indicators.parquet' i using (indicator, version)
    join '{{ var("tables") }}/reference/ref_periods.parquet' t using (period)
)
select indicator, version, org, level, period, numerator, denominator, value, units,
    value - lag(value) over (partition by indicator, org order by seq) as change,
    rank() over (partition by indicator, period, level order by value desc) as rank
from valued
order by indicator, period, org
