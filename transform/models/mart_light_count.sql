-- mart_light_count: how many tasks stand at each light, and how that came about
-- since the period before. The row of the region counts whole tasks (a duty of
-- its own does not count there again), that of an org the tasks it has a part in,
-- and the row without an org all these parts.
-- Parts of a task are counted with the task, not beside it. A light at which
-- nothing stands now or stood the period before has no row.
with moves as (
    select m.programme, m.sample, m.period, m.org, m.role, m.light, m.previous_light, m.movement
    from mart_light m
    join int_task t on m.task = t.task
    where t.parent = ''
),
sides as (
    select programme, sample, period, org, role, light, movement, true as here from moves where light <> ''
    union all
    select programme, sample, period, org, role, previous_light, movement, false from moves where movement in ('entered', 'left')
),
counted as (
    select s.programme, s.sample, s.period, s.org, s.light, s.movement, s.here
    from sides s
    cross join ref_programme g
    where s.role = 'all' or s.org <> g.region
    union all
    select programme, sample, period, '' as org, light, movement, here from sides where role <> 'all'
),
lights as (
    select l.light, min(l.seq) as seq from ref_lights l group by l.light
)
select
    c.programme, c.sample, c.period, c.org, c.light,
    cast(coalesce(min(l.seq), 0) as integer) as seq,
    cast(count(case when c.here then 1 end) as integer) as count,
    cast(count(case when c.here and c.movement = 'entered' then 1 end) as integer) as entered,
    cast(count(case when c.here and c.movement = 'new' then 1 end) as integer) as new,
    cast(count(case when c.here and c.movement = 'moved' then 1 end) as integer) as moved,
    cast(count(case when c.here and c.movement = 'unchanged' then 1 end) as integer) as unchanged,
    cast(count(case when not c.here then 1 end) as integer) as left
from counted c
left join lights l on c.light = l.light
group by c.programme, c.sample, c.period, c.org, c.light
