-- int_task_report: what an org wrote about a task in the submission that counts.
with ranked as (
    select
        f.programme, f.sample, f.period, f.reporter, f.task, f.status, f.progress, f.narrative, f.problems, f.next_steps, f.evidence,
        f.responsible, f.practice, f.submission, f.sheet, f.cell,
        row_number() over (
            partition by f.period, f.reporter, f.task
            order by f.revision desc nulls last, f.submission desc nulls last, f.sheet asc nulls last, f.cell asc nulls last) as place
    from fact_task_reports f
    join int_submission s on f.submission = s.submission and f.period = s.period and f.reporter = s.reporter
)
select
    programme, sample, period, reporter, task, status, progress, narrative, problems, next_steps, evidence, responsible, practice, submission, sheet, cell
from ranked
where place = 1
