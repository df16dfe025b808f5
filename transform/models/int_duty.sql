-- int_duty: who has which role in which task in a period: the duties that hold
-- on its last day, of tasks that are there and orgs that count then. What was
-- handed over in the journal moves with its day.
select d.programme, d.sample, d.task, p.period, d.org, d.role, d.seq, d.text
from ref_duties d
join int_task t on d.task = t.task
cross join int_period p
join int_org o on d.org = o.org and p.period = o.period
where not p.history
    and (t.added_on is null or t.added_on <= p.last_day)
    and (d.valid_from is null or d.valid_from <= p.last_day)
    and (d.valid_to is null or d.valid_to >= p.last_day)
