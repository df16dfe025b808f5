-- recorded: an element's figures as reported by hand and as the records give them, in
-- the periods that the records reach. Its parameter is the element.
select
    coalesce(f.org, r.org) as org, coalesce(o.name, '') as name, coalesce(o.name_en, '') as name_en, coalesce(f.period, r.period) as period,
    f.value as reported, r.value as recorded, r.value - f.value as difference,
    case
        when r.value is null and f.value = 0 then 'equal' -- nothing was recorded, and nothing reported
        when r.value is null then 'not_recorded'
        when f.value is null then 'not_reported'
        when f.value = r.value then 'equal'
        else 'differs'
    end as state
from (select m.org, m.period, m.value from mart_figure m where m.element = ?) f
full join recorded r on f.org = r.org and f.period = r.period
left join dim_org o on coalesce(f.org, r.org) = o.org
where coalesce(f.period, r.period) in (select s.period from recorded s) and (f.value is not null or r.value is not null)
order by period asc nulls first, org asc nulls first
