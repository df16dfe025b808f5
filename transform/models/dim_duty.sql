-- dim_duty: who has which role in which task at the end of the run's period.
select d.programme, d.sample, d.task, d.org, d.role, d.seq, d.text
from ref_duties d
join dim_task t on d.task = t.task
cross join run r
join int_period p on r.period = p.period
where (d.valid_from is null or d.valid_from <= p.last_day) and (d.valid_to is null or d.valid_to >= p.last_day)
