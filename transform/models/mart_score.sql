-- mart_score: every scoring item of every org and stage: what was typed, what
-- the indicator gives, what counts and why, on what evidence, in which cell.
with withheld as (
    select w.indicator, w.org, w.period from int_suppressed_row w group by w.indicator, w.org, w.period
)
select
    i.programme, i.sample, i.scheme, i.stage, i.org, i.item, i.seq, i.period, i.year,
    i.dimension,
    c.dimension_name, c.dimension_name_en, c.name, c.name_en,
    i.full_marks, i.method, i.typed,
    cast(i.computed as decimal(18, 10)) as computed,
    cast(i.typed - i.computed as decimal(18, 10)) as difference,
    i.adjusted,
    cast(i.original as decimal(18, 10)) as original,
    cast(i.marks as decimal(18, 10)) as score,
    i.reason, i.handed_in, i.indicator, i.indicator_value, i.evidence_required, i.evidence_state, i.evidence,
    i.reporter, i.submission, i.revision, i.sheet, i.cell, i.adjusted_by, i.adjusted_reason, i.adjusted_seq,
    w.indicator is not null as suppressed
from int_score i
join ref_scoring c on i.scheme = c.scheme and i.stage = c.stage and i.item = c.item
left join withheld w on i.indicator = w.indicator and i.org = w.org and i.period = w.period
where i.drawn or not i.by_draw or i.typed is not null or i.evidence <> ''
