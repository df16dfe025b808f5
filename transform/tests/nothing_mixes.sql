-- Facts belong to the programme of the run, and made-up data never meet real ones.
with facts as (
    select 'fact_files' as source, f.programme, f.sample from fact_files f
    union all
    select 'fact_attachments' as source, f.programme, f.sample from fact_attachments f
    union all
    select 'fact_waivers' as source, f.programme, f.sample from fact_waivers f
    union all
    select 'fact_submissions' as source, f.programme, f.sample from fact_submissions f
    union all
    select 'fact_observations' as source, f.programme, f.sample from fact_observations f
    union all
    select 'fact_task_reports' as source, f.programme, f.sample from fact_task_reports f
    union all
    select 'fact_findings' as source, f.programme, f.sample from fact_findings f
)
select f.source, f.programme, f.sample, r.programme as run_programme, r.sample as run_sample, count(*) as times
from facts f
cross join run r
where f.programme <> r.programme or f.sample <> r.sample
group by f.source, f.programme, f.sample, r.programme, r.sample
