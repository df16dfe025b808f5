-- int_submission: what counts. The highest revision that was not refused
-- stands for its whole part; a value that is returned in it is missing, the
-- value of an earlier revision never comes back.
with ranked as (
    select
        s.programme, s.sample, s.period, s.reporter, s.part, s.submission, s.revision, s.file_name, s.sha256, s.provisional, s.history,
        row_number() over (
            partition by s.period, s.reporter, s.part
            order by s.revision desc nulls last, s.submission desc nulls last) as place
    from fact_submissions s
    where s.state in ('accepted', 'superseded')
)
select programme, sample, period, reporter, part, submission, revision, file_name, sha256, provisional, history
from ranked
where place = 1
