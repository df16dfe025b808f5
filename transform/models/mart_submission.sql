-- mart_submission: every file received and what became of it.
select
    programme, sample, period, reporter, part, submission, revision, file_name, sha256, bytes, received_at, sent_at, channel, sender,
    cover_date, cut_off, provisional, template_version, state, history, observations, task_reports, findings_error, findings_return,
    findings_doubt, findings_note
from fact_submissions
