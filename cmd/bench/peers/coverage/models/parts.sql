{{ config(materialized = 'table') }}
-- numerator and denominator of each place
select f.indicator, f.version, o.period, o.org,
    sum(case when f.part = 'numerator' then cast(o.value * f.factor as decimal(18, 4)) end) as numerator,
    sum(case when f.part = 'denominator' then cast(o.value * f.factor as decimal(18, 4)) end) as denominator
from {{ ref('observed') }} o
join '{{ var("tables") }}/reference/ref_formulas.parquet' f using (element)
group by f.indicator, f.version, o.period, o.org
