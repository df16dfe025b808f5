-- int_observation: what each reporter answered about each figure in the
-- submission that counts.
with ranked as (
    select
        f.programme, f.sample, f.period, f.reporter, f.org, f.element, f.value, f.state, f.provisional, f.raw_text, f.submission, f.revision,
        f.sheet, f.cell, f.note,
        row_number() over (
            partition by f.period, f.reporter, f.org, f.element
            order by f.revision desc nulls last, f.submission desc nulls last, f.sheet asc nulls last, f.cell asc nulls last) as place
    from fact_observations f
    join int_submission s on f.submission = s.submission and f.period = s.period and f.reporter = s.reporter
)
select
    programme, sample, period, reporter, org, element, value, state, provisional, raw_text, submission, revision, sheet, cell, note
from ranked
where place = 1
