-- int_published: of each period, what the newest earlier edition that had it said.
with newest as (
    select v.period, max(v.edition_number) as edition_number
    from edition_vintages v
    group by v.period
)
select
    v.programme, v.sample, v.edition, v.edition_number, v.kind, v.subject, v.version, v.basis, v.org, v.period,
    v.value, v.rank, v.status, v.text, v.suppressed, v.sources, v.submissions, v.decisions
from edition_vintages v
join newest n on v.period = n.period and v.edition_number = n.edition_number
