-- int_submission: what counts. Intake says so: of each reporter, period and part
-- the highest revision that was not refused, and no single sheet once a whole
-- workbook is there. A value that is returned in it is missing, the value of an
-- earlier revision never comes back.
select
    s.programme, s.sample, s.period, s.reporter, s.part, s.submission, s.revision, s.file_name, s.sha256, s.provisional, s.history
from fact_submissions s
where s.state = 'accepted'
