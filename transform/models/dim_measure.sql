-- dim_measure: by what the progress of a task is counted.
select programme, sample, task, measure, seq, name, name_en, org, type, indicator, element, target, due from ref_measures
