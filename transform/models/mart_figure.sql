-- mart_figure: every figure that is asked for and what came of it, as reported:
-- a value, or why there is none; blank, not applicable, withheld and zero stay
-- apart. Where two reporters are asked, the one that counts.
select
    c.programme, c.sample, c.period, c.org, c.element, c.reporter, c.required, c.value, c.state, c.provisional, c.raw_text, c.note,
    c.submission, c.revision, c.sheet, c.cell, w.org is not null as suppressed
from int_cell c
join ref_elements e on c.element = e.element
left join int_suppressed w on c.element = w.element and c.org = w.org and c.period = w.period
    and w.basis = case when e.basis = 'year' or e.kind = 'stock' then 'point' else e.basis end
