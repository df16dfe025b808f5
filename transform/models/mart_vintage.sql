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
stacked as (
    select
        s.programme, s.sample, p.edition, p.edition_number, s.kind, s.subject, s.version, s.basis, s.org, s.period,
        s.value, s.numerator, s.denominator, s.rank, s.rank_of, s.status, s.text, s.suppressed, s.sources, s.submissions, s.decisions,
        p.published_on
    from int_vintage s
    cross join present p
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
