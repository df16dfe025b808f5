-- dim_stage: the stages of each evaluation, once each.
select distinct
    programme, sample, scheme, stage, seq, name, name_en, scorer, reporter, base, period, opens, due, draw_min, draw_max, final_order, clause, note
from ref_stages
