-- int_stage_adjusted: scores of stages that do not rest on parts, with what a
-- named person made of the whole, and which stage gives the final score: of
-- those that have a score the one with the greatest final_order; where none has
-- one, the first stage counts with what its items give.
with whole as (
    select scheme, stage, org, value, seq from int_adjustment where item = '' and newest and value is not null
),
scored as (
    select
        s.programme, s.sample, s.scheme, s.stage, s.seq, s.org, s.period, s.year, s.level, s.class, s.parent, s.additive, s.scorer, s.base, s.final_order,
        s.by_draw, s.drawn,
        s.score as original,
        case when w.value is not null and (s.drawn or not s.by_draw) then cast(w.value as decimal(18, 10)) else s.score end as score,
        s.score_unsent, s.full_marks, s.items, s.items_scored, s.items_unproven,
        s.handed_in and s.items_scored = s.items as complete,
        s.adjusted or w.value is not null as adjusted,
        w.seq as adjusted_seq, s.org_seq
    from int_stage_score s
    left join whole w on s.scheme = w.scheme and s.stage = w.stage and s.org = w.org
    where s.base <> 'parts'
)
select
    programme, sample, scheme, stage, seq, org, period, year, level, class, parent, additive, scorer, base, final_order, by_draw, drawn,
    original, score, full_marks, items, items_scored, items_unproven, complete, adjusted, adjusted_seq, org_seq,
    coalesce(score, score_unsent) as counted,
    cast(row_number() over (
        partition by scheme, org, year
        order by
            case when final_order > 0 and score is not null then 0 when final_order > 0 and score_unsent is not null then 1 else 2 end asc nulls last,
            case when score is not null then 0 - final_order else final_order end asc nulls last,
            seq asc nulls last, stage asc nulls last) as integer) as final_place
from scored
