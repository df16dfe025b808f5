-- mart_submission: every file received and what became of it.
select
    programme, sample, period, reporter, part, submission, revision, file_name, sha256, bytes, format, received_at, sent_at, declared_by, channel, sender,
    cover_date, cut_off, provisional, template_version, state, history, exception, exception_by, observations, task_reports, findings_error, findings_return,
    findings_doubt, findings_note
from fact_submissions
