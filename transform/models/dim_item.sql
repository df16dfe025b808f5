-- dim_item: the scoring items asked in each stage.
select
    programme, sample, scheme, stage, item, seq, dimension, dimension_name, dimension_name_en, name, name_en, full_marks, method, indicator, shape,
    floor, i.full, shown, evidence_required, standard, clause, note
from ref_scoring i
