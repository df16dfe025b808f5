-- Doubts from comparing orgs and periods that nobody has accepted.
select
    concat(o.name, ' ', q.period, ' ', q.evidence_zh) as zh,
    concat(coalesce(nullif(o.name_en, ''), o.name), ', ', q.period, ': ', q.evidence_en) as en,
    concat('yigai waive ', q.finding, case when q.cell = '' then '' else concat(' ', q.sheet, '!', q.cell) end) as look
from mart_quality q
join ref_orgs o on q.org = o.org
where not q.waived
order by q.period desc nulls last, o.seq asc nulls last, q.test asc nulls last, q.finding asc nulls last
