-- int_vintage: what the tables say now, figures, lights and grades, each with what
-- stands behind it. Put together here and sorted in mart_vintage: both at once take
-- more memory than there is for a country.
with said as (
    select
        i.programme, i.sample, 'indicator' as kind, i.indicator as subject, i.version, i.basis, i.org, i.period,
        i.value, i.numerator, i.denominator, i.rank, i.rank_of, i.status, '' as text, i.suppressed
    from mart_indicator i
    union all
    select
        l.programme, l.sample, 'light' as kind, concat(l.task, ':', l.role) as subject, '' as version, '' as basis, l.org, l.period,
        null as value, null as numerator, null as denominator, null as rank, null as rank_of, l.light_state as status, l.light as text, false as suppressed
    from mart_ledger l
    union all
    select
        e.programme, e.sample, 'grade' as kind, concat(e.scheme, ':', e.stage) as subject, '' as version, '' as basis, e.org, e.period,
        cast(e.score as decimal(18, 6)) as value, null as numerator, null as denominator, e.rank, e.rank_of, '' as status, e.grade as text, false as suppressed
    from mart_evaluation e
    where e.score is not null
)
select
    s.programme, s.sample, s.kind, s.subject, s.version, s.basis, s.org, s.period,
    s.value, s.numerator, s.denominator, s.rank, s.rank_of, s.status, s.text, s.suppressed,
    coalesce(o.sources, '') as sources,
    coalesce(o.submissions, '') as submissions,
    coalesce(o.decisions, '') as decisions
from said s
left join int_origin o on s.kind = o.kind and s.subject = o.subject and s.version = o.version and s.basis = o.basis and s.org = o.org and s.period = o.period
