-- recorded_number: one figure that records gave, by element, org and period: beside it
-- the reported one and its cell, behind it the count that it stands in.
select
    m.element, e.name, e.name_en, e.unit, m.org, o.name, o.name_en, m.period, m.recorded, m.reported, m.difference, m.state,
    m.seq, s.query, s.day, s.by, s.reason, s.sha256, s.pack,
    m.reporter, coalesce(f.raw_text, ''), m.submission, coalesce(b.file_name, ''), coalesce(b.sha256, ''), m.sheet, m.cell
from mart_recorded m
join mart_recorded_select s on m.seq = s.seq and m.element = s.element
join dim_element e on m.element = e.element
join dim_org o on m.org = o.org
left join mart_figure f on m.element = f.element and m.org = f.org and m.period = f.period
left join mart_submission b on m.submission = b.submission and m.period = b.period and m.reporter = b.reporter
where m.element = ? and m.org = ? and m.period = ?
