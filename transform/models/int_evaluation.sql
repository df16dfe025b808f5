-- int_evaluation: scores of all stages, those that rest on parts too, and one row
-- of the final score for each org and year. The mean of parts is cut after ten
-- decimals, never rounded up into a better grade.
with parts as (
    select
        s.scheme, s.year, s.parent as org, count(distinct s.org) as items
    from int_stage s
    where s.final_order > 0 and s.additive
    group by s.scheme, s.year, s.parent
),
whole as (
    select scheme, stage, org, value, seq from int_adjustment where item = '' and newest and value is not null
),
averaged as (
    select
        s.programme, s.sample, s.scheme, s.stage, s.seq, s.org, s.period, s.year, s.level, s.class, s.parent, s.scorer, s.base, s.final_order,
        s.by_draw, s.drawn, s.org_seq,
        max(w.value) as adjusted_value,
        max(w.seq) as adjusted_seq,
        key_cut(ratio_key(cast(sum(f.score) * 100 as decimal(30, 8)), cast(count(f.score) * 100 as decimal(30, 8)))) as original,
        max(f.full_marks) as full_marks,
        count(f.score) as items_scored,
        coalesce(max(p.items), 0) as items,
        bool_and(coalesce(f.complete, false)) as parts_complete
    from int_stage_score s
    left join int_final_part f on s.scheme = f.scheme and s.year = f.year and s.org = f.parent and f.additive
    left join parts p on s.scheme = p.scheme and s.year = p.year and s.org = p.org
    left join whole w on s.scheme = w.scheme and s.stage = w.stage and s.org = w.org
    where s.base = 'parts'
    group by s.programme, s.sample, s.scheme, s.stage, s.seq, s.org, s.period, s.year, s.level, s.class, s.parent, s.scorer, s.base,
        s.final_order, s.by_draw, s.drawn, s.org_seq
),
stages as (
    select
        programme, sample, scheme, stage, seq, org, period, year, level, class, parent, scorer, base, final_order, by_draw, drawn, original, score,
        counted, full_marks, items, items_scored, items_unproven, complete, adjusted, adjusted_seq, org_seq
    from int_stage_adjusted
    union all
    select
        programme, sample, scheme, stage, seq, org, period, year, level, class, parent, scorer, base, final_order, by_draw, drawn,
        original, coalesce(cast(adjusted_value as decimal(18, 10)), original), coalesce(cast(adjusted_value as decimal(18, 10)), original), full_marks,
        cast(items as integer), cast(items_scored as integer), 0, items_scored = items and items > 0 and parts_complete,
        adjusted_value is not null, adjusted_seq, org_seq
    from averaged
),
ranked as (
    select
        s.*,
        row_number() over (
            partition by s.scheme, s.org, s.year
            order by
                case when s.score is not null then 0 else 1 end asc nulls last,
                case when s.score is not null then 0 - s.final_order else s.final_order end asc nulls last,
                s.seq asc nulls last, s.stage asc nulls last) as place
    from stages s
    where s.final_order > 0 and s.counted is not null
)
select
    programme, sample, scheme, stage, seq, org, period, year, level, class, parent, scorer, base, by_draw, drawn, original, score, full_marks, items,
    items_scored, items_unproven, complete, adjusted, adjusted_seq, '' as from_stage, org_seq
from stages
where drawn or not by_draw
union all
select
    programme, sample, scheme, 'final', seq, org, period, year, level, class, parent, '', base, by_draw, drawn,
    coalesce(original, counted), counted, full_marks, items, items_scored, items_unproven, complete, adjusted, adjusted_seq, stage, org_seq
from ranked
where place = 1
