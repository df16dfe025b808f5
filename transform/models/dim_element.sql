-- dim_element: what is reported.
select
    programme, sample, element, seq, name, name_en, unit, value_type, kind, basis, decimals, min, max, level, authority, definition, source
from ref_elements
