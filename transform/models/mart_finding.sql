-- mart_finding: what is wrong or doubtful in the files that count, and in the
-- refused ones. What a newer file replaced no longer matters.
select
    f.programme, f.sample, f.period, f.reporter, f.submission, f.seq, f.sha256, f.file_name, f.code, f.severity, f.sheet, f.cell, f.found,
    f.rule_zh, f.rule_en, f.fix_zh, f.fix_en, f.rule
from fact_findings f
join fact_submissions s on f.submission = s.submission
left join int_submission c on f.submission = c.submission
where c.submission is not null or s.state in ('refused', 'quarantined')
