-- dim_target: targets, one row per org they hold for.
select
    programme, sample, indicator, org, due, comparator, value, value_to, tolerance, soft, baseline, baseline_period, clause, note, scope
from ref_targets
