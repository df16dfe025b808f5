-- mart_department: how many tasks a department leads and assists, by light.
-- Parts of a task are counted with the task, not beside it.
select
    l.programme, l.sample, l.org, l.period,
    cast(count(case when l.role = 'lead' then 1 end) as integer) as led,
    cast(count(case when l.role = 'assist' then 1 end) as integer) as assisted,
    cast(count(case when l.role = 'lead' and l.light = 'done' then 1 end) as integer) as led_done,
    cast(count(case when l.role = 'lead' and l.light = 'on_track' then 1 end) as integer) as led_on_track,
    cast(count(case when l.role = 'lead' and l.light = 'warning' then 1 end) as integer) as led_warning,
    cast(count(case when l.role = 'lead' and l.light = 'overdue' then 1 end) as integer) as led_overdue,
    cast(count(case when l.role = 'lead' and l.light = 'not_due' then 1 end) as integer) as led_not_due,
    cast(count(case when l.role = 'lead' and l.light = 'no_data' then 1 end) as integer) as led_no_data,
    cast(count(case when l.role = 'assist' and l.light = 'done' then 1 end) as integer) as assist_done,
    cast(count(case when l.role = 'assist' and l.light = 'on_track' then 1 end) as integer) as assist_on_track,
    cast(count(case when l.role = 'assist' and l.light = 'warning' then 1 end) as integer) as assist_warning,
    cast(count(case when l.role = 'assist' and l.light = 'overdue' then 1 end) as integer) as assist_overdue,
    cast(count(case when l.role = 'assist' and l.light = 'not_due' then 1 end) as integer) as assist_not_due,
    cast(count(case when l.role = 'assist' and l.light = 'no_data' then 1 end) as integer) as assist_no_data
from mart_ledger l
join ref_orgs o on l.org = o.org
join ref_tasks t on l.task = t.task
where o.kind = 'department' and t.parent = ''
group by l.programme, l.sample, l.org, l.period
