-- dim_duty: who has which role in which task.
select programme, sample, task, org, role, seq, text from ref_duties
