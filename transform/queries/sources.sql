-- sources: the figures behind a number, by indicator, version, org, period and basis:
-- the org's own, or where it is summed from below those of the orgs that count.
with asked as (
    select i.indicator, i.version, i.org, i.period, i.basis, i.rolled_up
    from mart_indicator i
    where i.indicator = ? and i.version = ? and i.org = ? and i.period = ? and i.basis = ?
),
units as (
    select q.*, q.org as unit_org from asked q where not q.rolled_up
    union all
    select q.*, a.org as unit_org
    from asked q
    join dim_ancestor a on q.period = a.period and q.org = a.ancestor
    where q.rolled_up
)
select
    l.part, l.term, l.element, coalesce(e.name, l.element), l.factor, l.transform, l.threshold, l.org, o.name, l.reporter,
    l.source_org, l.source_period, l.operation, l.value, l.raw_text, l.submission, l.file_name, l.sha256, l.sheet, l.cell
from units u
join mart_lineage l on u.indicator = l.indicator and u.version = l.version and u.unit_org = l.org and u.period = l.period and u.basis = l.basis
left join dim_element e on l.element = e.element
left join dim_org o on l.org = o.org
where l.counted or not u.rolled_up
order by l.term asc nulls last, l.org asc nulls last, l.source_org asc nulls last, l.source_period asc nulls last
