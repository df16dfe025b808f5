-- int_period: the periods that may be shown: up to the run's, never later ones.
with newest as (
    select p.seq from ref_periods p join run r on p.period = r.period
)
select
    p.programme, p.sample, p.period, p.seq, p.year, p.nth, p.first_day, p.last_day, p.late_after, p.cut_off, p.history, p.previous, p.same_last_year
from ref_periods p
cross join newest n
where p.seq <= n.seq
