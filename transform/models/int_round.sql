-- int_round: the round in which each task is in a period. A standing task, or
-- one that repeats, is asked anew in each round: the round of a period is the
-- newest that had begun when the period began, so that the period in which a
-- round falls due still shows how that round ended.
with begun as (
    select
        r.task, p.period, min(r.seq) as first_seq,
        max(case when r.opens <= p.first_day then r.seq end) as seq
    from ref_task_rounds r
    cross join int_period p
    group by r.task, p.period
)
select
    t.programme, t.sample, t.task, p.period, p.seq as period_seq,
    coalesce(r.round, '') as round,
    r.opens,
    r.due
from int_task t
cross join int_period p
left join begun b on t.task = b.task and p.period = b.period
left join ref_task_rounds r on b.task = r.task and coalesce(b.seq, b.first_seq) = r.seq
where not p.history
