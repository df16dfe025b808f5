-- int_final_part: final scores of orgs, first those with scores of their own,
-- then those above them whose score is the mean of their parts' final scores.
-- Orgs that are shown but not added into their parent are no part of its mean.
-- This is what a mean one level further up is made of (int_evaluation).
with own as (
    select programme, sample, scheme, org, year, parent, additive, counted as score, final_order, full_marks, complete
    from int_stage_adjusted
    where final_place = 1 and final_order > 0 and counted is not null
),
whole as (
    select scheme, stage, org, value from int_adjustment where item = '' and newest and value is not null
),
above as (
    select
        s.programme, s.sample, s.scheme, s.org, s.year, s.parent, s.additive, s.final_order,
        coalesce(cast(max(w.value) as decimal(18, 10)), key_cut(ratio_key(cast(sum(o.score) * 100 as decimal(30, 8)), cast(count(o.score) * 100 as decimal(30, 8))))) as score,
        max(o.full_marks) as full_marks,
        bool_and(coalesce(o.complete, false)) as complete,
        row_number() over (partition by s.scheme, s.org, s.year order by s.final_order desc nulls last, s.stage asc nulls last) as place
    from int_stage_score s
    left join own o on s.scheme = o.scheme and s.year = o.year and s.org = o.parent and o.additive
    left join whole w on s.scheme = w.scheme and s.stage = w.stage and s.org = w.org
    where s.base = 'parts' and s.final_order > 0
    group by s.programme, s.sample, s.scheme, s.stage, s.org, s.year, s.parent, s.additive, s.final_order
),
both_ways as (
    select programme, sample, scheme, org, year, parent, additive, score, final_order, full_marks, complete, 0 as depth from own
    union all
    select programme, sample, scheme, org, year, parent, additive, score, final_order, full_marks, complete, 1 from above where place = 1 and score is not null
),
ranked as (
    select
        b.*,
        row_number() over (partition by b.scheme, b.org, b.year order by b.final_order desc nulls last, b.depth desc nulls last) as place
    from both_ways b
)
select programme, sample, scheme, org, year, parent, additive, score, full_marks, complete
from ranked
where place = 1
