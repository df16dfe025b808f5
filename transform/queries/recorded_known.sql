-- recorded_known: what an element's SELECT gave for the orgs and periods of the
-- programme. What stands in the place of others may be anything, a name too. Its
-- parameter is the place of the element.
select r.org, r.period, r.value
from int_recorded r
where r.seq = ? and r.org in (select o.org from dim_org o) and r.period in (select p.period from dim_period p)
order by r.period asc nulls first, r.org asc nulls first
