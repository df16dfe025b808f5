-- Whoever is scored by items in a stage that may be final has one final score.
select s.scheme, s.org, s.year, count(e.score) as finals
from (select distinct i.scheme, i.org, i.year from int_stage i where i.final_order > 0 and i.base = 'items' and not i.by_draw) s
left join mart_evaluation e on s.scheme = e.scheme and s.org = e.org and s.year = e.year and e.stage = 'final'
group by s.scheme, s.org, s.year
having count(e.score) <> 1
