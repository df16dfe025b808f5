-- dim_assumption: what the notice does not say and the programme assumes, with the reason.
select programme, sample, seq, what, reason, about, tasks from ref_assumptions
