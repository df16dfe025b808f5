-- mart_vintage: what every edition said, the present tables with it: figures, lights
-- and grades, each with a hash over the files and decisions behind it.
with present as (
    select g.edition, g.published_on, coalesce(max(v.edition_number), 0) + 1 as edition_number
    from run g
    left join edition_vintages v on v.edition_number is not null
    group by g.edition, g.published_on
),
out as (
    select d.id as edition, min(d.day) as published_on from int_decision d where d.kind = 'published' group by d.id
),
said as (
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
),
stacked as (
    select
        s.programme, s.sample, p.edition, p.edition_number, s.kind, s.subject, s.version, s.basis, s.org, s.period,
        s.value, s.numerator, s.denominator, s.rank, s.rank_of, s.status, s.text, s.suppressed,
        coalesce(o.sources, '') as sources,
        coalesce(o.submissions, '') as submissions,
        coalesce(o.decisions, '') as decisions,
        p.published_on
    from said s
    cross join present p
    left join int_origin o on s.kind = o.kind and s.subject = o.subject and s.version = o.version and s.basis = o.basis and s.org = o.org and s.period = o.period
    union all
    select
        v.programme, v.sample, v.edition, v.edition_number, v.kind, v.subject, v.version, v.basis, v.org, v.period,
        v.value, v.numerator, v.denominator, v.rank, v.rank_of, v.status, v.text, v.suppressed, v.sources, v.submissions, v.decisions, v.published_on
    from edition_vintages v
)
select
    s.programme, s.sample, s.edition,
    cast(s.edition_number as integer) as edition_number,
    coalesce(s.published_on, t.published_on) as published_on,
    s.kind, s.subject, s.version, s.basis, s.org, s.period,
    cast(s.value as decimal(18, 6)) as value,
    cast(s.numerator as decimal(18, 4)) as numerator,
    cast(s.denominator as decimal(18, 4)) as denominator,
    cast(s.rank as integer) as rank,
    cast(s.rank_of as integer) as rank_of,
    s.status, s.text, s.suppressed, s.sources, s.submissions, s.decisions
from stacked s
left join out t on s.edition = t.edition
