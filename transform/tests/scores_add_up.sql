-- A stage's score before the whole was adjusted is the sum of its items, but for
-- the tenth decimal, and no item is above its full marks.
with summed as (
    select s.scheme, s.stage, s.org, sum(s.score) as score, count(*) as items, max(s.score - s.full_marks) as most_above
    from mart_score s
    group by s.scheme, s.stage, s.org
)
select e.scheme, e.stage, e.org, e.original, s.score, s.most_above
from mart_evaluation e
join summed s on e.scheme = s.scheme and e.org = s.org and s.stage = case when e.stage = 'final' then e.from_stage else e.stage end
where e.base = 'items' and (abs(e.original - s.score) * 1000000000 > s.items or s.most_above > 0)
