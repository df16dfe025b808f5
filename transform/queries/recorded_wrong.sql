-- recorded_wrong: orgs and periods with more than one figure, or with something empty.
select coalesce(org, ''), coalesce(period, ''), count(*)
from recorded
group by org, period
having count(*) > 1 or org is null or period is null or count(value) < count(*)
order by org asc nulls first, period asc nulls first
