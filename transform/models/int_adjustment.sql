-- int_adjustment: what a named person made of a score, the item '' for the whole.
-- The last decision counts; one that was withdrawn counts no more.
with ranked as (
    select
        d.programme, d.sample, d.scheme, d.stage, d.org, d.item, d.seq, d.day, d.value, d.verdict, d.by, d.reason, d.document,
        row_number() over (partition by d.scheme, d.stage, d.org, d.item order by d.seq desc nulls last) as place
    from int_decision d
    where d.kind = 'score_adjusted'
)
select
    r.programme, r.sample, r.scheme, r.stage, r.org, r.item, r.seq, r.day,
    case when r.verdict = 'withdrawn' then null else r.value end as value,
    r.verdict = 'withdrawn' as withdrawn,
    r.place = 1 as newest,
    r.by, r.reason, r.document
from ranked r
