-- dim_measure: by what the progress of a task is counted, once for each round it is due in.
select programme, sample, task, measure, seq, name, name_en, org, round, type, indicator, element, target, due, soft from ref_measures
