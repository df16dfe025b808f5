-- recorded_wrong: orgs and periods with more than one figure of an element, or with
-- something empty. Its parameter is the place of the element.
select coalesce(org, ''), coalesce(period, ''), count(*)
from int_recorded
where seq = ?
group by org, period
having count(*) > 1 or org is null or period is null or count(value) < count(*)
order by org asc nulls first, period asc nulls first
