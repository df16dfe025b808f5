{{ config(materialized = 'table') }}
-- what counts: of each reporter and period the newest revision that was taken in
select o.period, o.org, o.element, o.value
from '{{ var("tables") }}/facts/fact_observations/*.parquet' o
join (
    select period, reporter, part, max_by(submission, revision) as submission
    from '{{ var("tables") }}/facts/fact_submissions/*.parquet'
    where state in ('accepted', 'superseded')
    group by period, reporter, part
) s using (period, submission)
