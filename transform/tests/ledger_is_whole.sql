-- Every duty of every task is in the ledger of every period, and every task as a whole.
with wanted as (
    select d.task, d.org, d.role, d.period from int_duty d
    union all
    select distinct d.task, g.region, 'all' as role, d.period from int_duty d cross join ref_programme g
)
select w.task, w.org, w.role, w.period, l.measures_done, l.measures_due
from wanted w
left join mart_ledger l on w.task = l.task and w.org = l.org and w.role = l.role and w.period = l.period
where l.task is null or l.measures_done > l.measures_due or (l.light_rule = 'complete' and l.measures_done < l.measures_due)
