-- mart_evaluation_dimension: scores by dimension, at each stage and in the end,
-- of orgs that are scored by items; of orgs above, the mean of their parts'. A
-- whole that a person adjusted does not move its dimensions.
with names as (
    select c.scheme, c.stage, c.dimension, min(c.seq) as seq, min(c.dimension_name) as name, min(c.dimension_name_en) as name_en
    from ref_scoring c
    group by c.scheme, c.stage, c.dimension
),
summed as (
    select
        i.scheme, i.stage, i.org, i.dimension,
        cast(sum(i.full_marks) as decimal(18, 4)) as full_marks,
        cast(sum(i.marks) as decimal(18, 10)) as score
    from int_score i
    group by i.scheme, i.stage, i.org, i.dimension
),
of_items as (
    select
        e.programme, e.sample, e.scheme, e.org, e.year, e.stage, e.parent, o.additive, e.from_stage, s.dimension, n.seq, n.name, n.name_en,
        s.full_marks, s.score
    from int_evaluation e
    join ref_orgs o on e.org = o.org
    join summed s on e.scheme = s.scheme and e.org = s.org and s.stage = case when e.stage = 'final' then e.from_stage else e.stage end
    join names n on s.scheme = n.scheme and s.stage = n.stage and s.dimension = n.dimension
    where e.score is not null
),
of_parts as (
    select
        e.programme, e.sample, e.scheme, e.org, e.year, e.stage, i.dimension,
        min(i.seq) as seq, min(i.name) as name, min(i.name_en) as name_en,
        max(i.full_marks) as full_marks,
        key_cut(ratio_key(cast(sum(i.score) * 100 as decimal(30, 8)), cast(count(*) * 100 as decimal(30, 8)))) as score
    from int_evaluation e
    join of_items i on e.scheme = i.scheme and e.year = i.year and e.org = i.parent and i.stage = 'final' and i.additive
    where e.base = 'parts' and e.score is not null
    group by e.programme, e.sample, e.scheme, e.org, e.year, e.stage, i.dimension
)
select programme, sample, scheme, org, year, stage, dimension, seq, name, name_en, full_marks, score
from of_items
union all
select programme, sample, scheme, org, year, stage, dimension, seq, name, name_en, full_marks, score
from of_parts
