-- mart_light: the light of every place in the ledger in every period, beside the
-- one before. A light is computed from what was decided by the period's cut-off:
-- a later decision changes no earlier light, a late report does. Unchanged, or
-- entered from another light; new where the place was not in the ledger before,
-- moved where the task, or the one it is a part of, came from another org with its light; left where the org
-- no longer has the task.
with lights as (
    select
        l.programme, l.sample, l.period, q.seq, l.task, l.org, l.role, l.role = 'all' as is_all,
        l.light, l.light_state, l.computed_light, l.computed_state
    from mart_ledger l
    join int_period q on l.period = q.period
),
handed as (
    select t.task, d.org, d.to_org, min(p.seq) as from_seq
    from int_decision d
    join int_task t on d.task = t.task or d.task = t.parent
    join int_period p on d.day <= p.last_day
    where d.kind = 'task_transferred' and d.org <> '' and d.to_org <> ''
    group by d.seq, t.task, d.org, d.to_org
),
came as (
    select n.period, n.task, n.org, max(b.light) as light, max(b.light_state) as light_state
    from lights n
    join handed h on n.task = h.task and n.org = h.to_org and n.seq = h.from_seq
    join lights b on n.task = b.task and h.org = b.org and n.seq = b.seq + 1 and not b.is_all
    where not n.is_all
    group by n.period, n.task, n.org
),
present as (
    select
        n.programme, n.sample, n.period, n.task, n.org, n.role, n.light, n.light_state, n.computed_light, n.computed_state,
        coalesce(b.light, c.light, '') as previous_light,
        coalesce(b.light_state, c.light_state, '') as previous_state,
        case
            when b.light = n.light then 'unchanged'
            when b.light is not null then 'entered'
            when c.light is not null then 'moved'
            else 'new'
        end as movement
    from lights n
    left join lights b on n.task = b.task and n.org = b.org and n.is_all = b.is_all and n.seq = b.seq + 1
    left join came c on n.period = c.period and n.task = c.task and n.org = c.org and not n.is_all
),
gone as (
    select
        b.programme, b.sample, p.period, b.task, b.org, b.role, '' as light, '' as light_state, '' as computed_light, '' as computed_state,
        b.light as previous_light, b.light_state as previous_state, 'left' as movement
    from lights b
    join int_period p on p.seq = b.seq + 1
    left join lights n on b.task = n.task and b.org = n.org and b.is_all = n.is_all and p.seq = n.seq
    where n.task is null
)
select programme, sample, period, task, org, role, light, light_state, computed_light, computed_state, previous_light, previous_state, movement from present
union all
select programme, sample, period, task, org, role, light, light_state, computed_light, computed_state, previous_light, previous_state, movement from gone
