-- sources: the figures behind a number, by indicator, version, org, period and basis.
select
    l.part, l.term, l.element, coalesce(e.name, l.element), l.factor, l.transform, l.threshold, l.unit_org, u.name, l.reporter,
    l.source_org, l.source_period, l.operation, l.value, l.raw_text, l.submission, l.file_name, l.sha256, l.sheet, l.cell
from mart_lineage l
left join dim_element e on l.element = e.element
left join dim_org u on l.unit_org = u.org
where l.indicator = ? and l.version = ? and l.org = ? and l.period = ? and l.basis = ?
order by l.term asc nulls last, l.unit_org asc nulls last, l.source_org asc nulls last, l.source_period asc nulls last
