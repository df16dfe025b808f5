-- mart_finding: what is wrong or doubtful in the files that count, and in the
-- refused ones. What a newer file replaced no longer matters. A finding that a
-- person accepted stays accepted as long as it says the same, until the day named.
with files as (
    select
        s.submission,
        max(case when c.submission is not null or s.state in ('refused', 'quarantined') then 1 else 0 end) as matters
    from fact_submissions s
    left join int_submission c on s.submission = c.submission and s.period = c.period and s.reporter = c.reporter
    group by s.submission
)
select
    f.programme, f.sample, f.period, f.reporter, f.submission, f.seq, f.finding, f.sha256, f.file_name, f.code, f.severity, f.sheet, f.cell,
    f.org, f.element, f.found, f.rule_zh, f.rule_en, f.fix_zh, f.fix_en, f.rule,
    w.finding is not null as waived,
    coalesce(w.waived_by, '') as waived_by,
    coalesce(w.waived_reason, '') as waived_reason,
    w.waived_until
from fact_findings f
join files s on f.submission = s.submission
left join int_waiver w on f.finding = w.finding
where s.matters = 1
