-- mart_department: how many tasks an org leads and assists, by what their lights
-- mean, and what is due next: departments, and regions that lead or assist. Parts
-- of a task are counted with the task, not beside it.
select
    l.programme, l.sample, l.org, l.period,
    cast(count(case when l.role = 'lead' then 1 end) as integer) as led,
    cast(count(case when l.role = 'assist' then 1 end) as integer) as assisted,
    cast(count(case when l.role = 'lead' and l.light_state = 'done' then 1 end) as integer) as led_done,
    cast(count(case when l.role = 'lead' and l.light_state = 'on_track' then 1 end) as integer) as led_on_track,
    cast(count(case when l.role = 'lead' and l.light_state = 'warning' then 1 end) as integer) as led_warning,
    cast(count(case when l.role = 'lead' and l.light_state = 'overdue' then 1 end) as integer) as led_overdue,
    cast(count(case when l.role = 'lead' and l.light_state = 'not_due' then 1 end) as integer) as led_not_due,
    cast(count(case when l.role = 'lead' and l.light_state = 'no_data' then 1 end) as integer) as led_no_data,
    cast(count(case when l.role = 'lead' and l.light_state = 'suspended' then 1 end) as integer) as led_suspended,
    cast(count(case when l.role = 'lead' and l.light_state = 'closed' then 1 end) as integer) as led_closed,
    cast(count(case when l.role = 'assist' and l.light_state = 'done' then 1 end) as integer) as assist_done,
    cast(count(case when l.role = 'assist' and l.light_state = 'on_track' then 1 end) as integer) as assist_on_track,
    cast(count(case when l.role = 'assist' and l.light_state = 'warning' then 1 end) as integer) as assist_warning,
    cast(count(case when l.role = 'assist' and l.light_state = 'overdue' then 1 end) as integer) as assist_overdue,
    cast(count(case when l.role = 'assist' and l.light_state = 'not_due' then 1 end) as integer) as assist_not_due,
    cast(count(case when l.role = 'assist' and l.light_state = 'no_data' then 1 end) as integer) as assist_no_data,
    cast(count(case when l.role = 'assist' and l.light_state = 'suspended' then 1 end) as integer) as assist_suspended,
    cast(count(case when l.role = 'assist' and l.light_state = 'closed' then 1 end) as integer) as assist_closed,
    cast(count(case when l.role = 'lead' and l.due_in_30 then 1 end) as integer) as led_due_in_30,
    cast(count(case when l.role = 'assist' and l.due_in_30 then 1 end) as integer) as assist_due_in_30,
    min(case when l.role in ('lead', 'assist') and not l.suspended and l.closing <> 'closed' then l.next_due end) as next_due
from mart_ledger l
join int_org o on l.org = o.org and l.period = o.period
join int_task t on l.task = t.task
where t.parent = '' and (o.class = 'department' or o.class = 'region' and l.role in ('lead', 'assist'))
group by l.programme, l.sample, l.org, l.period
