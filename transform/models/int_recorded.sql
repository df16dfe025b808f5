-- int_recorded: the figures from single records that count. Of several counts of
-- an element and period the newest counts as a whole: an org that it no longer has
-- does not keep the figure of the one before.
with newest as (
    select element, period, max(seq) as seq from fact_recorded group by element, period
)
select f.programme, f.sample, f.period, f.org, f.element, f.value, f.seq
from fact_recorded f
join newest n on f.element = n.element and f.period = n.period and f.seq = n.seq
join int_period p on f.period = p.period
join ref_orgs o on f.org = o.org
join ref_elements e on f.element = e.element
