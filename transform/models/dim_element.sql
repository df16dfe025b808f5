-- dim_element: what is reported, and below which count it is not published.
select
    e.programme, e.sample, e.element, e.seq, e.name, e.name_en, e.unit, e.value_type, e.kind, e.basis, e.decimals, e.min, e.max, e.level,
    e.authority, e.definition, e.source, s.below as suppress_below
from ref_elements e
left join ref_suppression s on e.element = s.element
