-- int_reported: every figure that a reporter gave in what counts, with the one
-- it gave a period before: what the tests for doubts compare.
select
    o.programme, o.sample, o.period, p.seq, p.history, o.reporter, o.org,
    g.name as org_name,
    coalesce(nullif(g.name_en, ''), g.name) as org_name_en,
    g.kind as org_kind,
    g.parent, o.element,
    e.seq as element_seq,
    e.name as element_name,
    coalesce(nullif(e.name_en, ''), e.name) as element_name_en,
    e.unit, e.value_type, e.basis, e.level,
    o.value,
    case when q.state = 'reported' then q.value end as previous,
    case when o.reporter <> o.org then concat('（', r.name, '报送）') else '' end as given_by,
    case when o.reporter <> o.org then concat(' (given by ', coalesce(nullif(r.name_en, ''), r.name), ')') else '' end as given_by_en,
    o.sheet, o.cell
from int_observation o
join int_period p on o.period = p.period
join ref_elements e on o.element = e.element
join ref_orgs g on o.org = g.org
join ref_orgs r on o.reporter = r.org
left join int_observation q on p.previous = q.period and o.reporter = q.reporter and o.org = q.org and o.element = q.element
where o.state = 'reported' and o.value is not null
