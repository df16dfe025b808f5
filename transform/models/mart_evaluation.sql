-- mart_evaluation: scores, grades and ranks at each stage and in the end. Bands
-- of grades hold their lower end and not their upper one, and are held against
-- the score as it is: 89.9999 is below 90. Ranks are competition ranks among the
-- orgs of one class, in the whole and under one parent; alone there is no rank.
with ranked as (
    select
        e.scheme, e.org, e.year, e.stage,
        rank() over (partition by e.scheme, e.year, e.stage, e.class order by e.score desc nulls last) as rank,
        count(*) over (partition by e.scheme, e.year, e.stage, e.class) as rank_of,
        rank() over (partition by e.scheme, e.year, e.stage, e.class, e.parent order by e.score desc nulls last) as rank_parent,
        count(*) over (partition by e.scheme, e.year, e.stage, e.class, e.parent) as rank_parent_of,
        count(*) over (partition by e.scheme, e.year, e.stage, e.class, e.score) as equals
    from int_evaluation e
    where e.score is not null
)
select
    e.programme, e.sample, e.scheme, e.org, e.year, e.stage, e.seq, e.org_seq, e.period, e.level, e.class, e.parent, e.scorer, e.base,
    e.score, e.original, e.full_marks, e.complete, e.items_scored, e.items, e.items_unproven,
    coalesce(g.grade, '') as grade,
    coalesce(g.grade_en, '') as grade_en,
    g.seq as grade_seq,
    cast(case when r.rank_of > 1 then r.rank end as integer) as rank,
    cast(coalesce(r.rank_of, 0) as integer) as rank_of,
    cast(case when r.rank_parent_of > 1 then r.rank_parent end as integer) as rank_parent,
    cast(coalesce(r.rank_parent_of, 0) as integer) as rank_parent_of,
    coalesce(r.equals > 1, false) as tied,
    e.from_stage, e.by_draw, e.drawn, e.adjusted, e.adjusted_seq,
    case when e.stage = 'final' then p.gap end as gap,
    case when e.stage = 'final' then p.median_gap end as gap_median,
    e.stage = 'final' and coalesce(p.is_outlier, false) as gap_outlier
from int_evaluation e
left join ref_grades g on e.scheme = g.scheme and e.score >= g.from and (g.to is null or e.score < g.to)
left join ranked r on e.scheme = r.scheme and e.org = r.org and e.year = r.year and e.stage = r.stage
left join int_gap p on e.scheme = p.scheme and e.org = p.org and e.year = p.year
